/* The hooks' own caps, each with its reason; those of the command stand in cli/limits.h. */
#ifndef HOOKS_LIMITS_H
#define HOOKS_LIMITS_H

/* watch */
#define WATCH_GRACE_DEFAULT 2u            /* seconds; a picture and its sidecar are sent together */
#define WATCH_OPEN_GRACES   10u           /* times of grace until a file counts as given up */
#define WATCH_GROUPS_MAX    16384u        /* known at once, some MiB; a scan finds the others */
#define WATCH_BUCKETS       4096u         /* of their table */
#define WATCH_MEMBERS_MAX   256u          /* files of one name; two or three are usual */
#define WATCH_FOLDERS_MAX   65536u        /* below the incoming one, as inotify's own limit */
#define WATCH_FOLDER_SLOTS  1024u         /* of their table */
#define WATCH_SCAN_S        60u           /* what no event told is found after so long */
#define WATCH_EVENT_BYTES   (64u * 1024u) /* some hundred events at once */
#define WATCH_COPY_BYTES    (64u * 1024u) /* a piece of a file that is copied */
#define WATCH_ROOM_BYTES    (128u * 1024u) /* a record and a sheet: 60 KiB are usual */
#define WATCH_BACK_OFF_S    60u            /* at most, between tries to write to a full disk */
#define WATCH_TRIES_MAX     5u             /* to judge a file that is being changed */
#define WATCH_NUMBER_MAX    1000000000u    /* pictures of one name: picture-1000000000.jpg */
#define WATCH_TOLD_MAX      256u           /* files that were told of and need not be again */
#define WATCH_ASIDE_MAX     1024u          /* groups that are stuck; the others are found again */
#define WATCH_DELAYS_TOLD   100u           /* times of grace, then a file that grows is told */
#define WATCH_SAYS_A_SCAN   20u            /* lines about files of other kinds, until a scan */

/* serve: requests */
#define SERVE_BODY_DEFAULT        (64u * 1024u * 1024u)  /* the largest pictures of agencies: 40 */
#define SERVE_BODIES_MAX          (512u * 1024u * 1024u) /* of all requests and answers at once */
#define SERVE_ANSWER_MAX          (256u * 1024u * 1024u) /* records say more than they were sent */
#define SERVE_LISTEN_DEFAULT      "127.0.0.1:8377"       /* this machine alone */
#define SERVE_CONNECTIONS_DEFAULT 1024u
#define SERVE_CONNECTIONS_SPARE   64u   /* on their way in or out beside those that are served */
#define SERVE_FILES_SPARE         64u   /* descriptors for all else */
#define SERVE_SECONDS_DEFAULT     30u   /* a phase of a request: 64 MiB come at 18 Mbit/s */
#define SERVE_REQUESTS_MAX        512u  /* with a body, at once: some seconds of work */
#define SERVE_SPARE_MS            1000u /* a connection idle for so long may be given to another */
#define SERVE_HEADERS_MAX         (16u * 1024u) /* browsers send 2 KiB */
#define SERVE_POOL_BYTES          (64u * 1024u) /* a connection's: its headers, a piece of a body */
#define SERVE_POOL_STEP           (16u * 1024u) /* the least piece of a body that is read */
#define SERVE_SWALLOW_MAX         (1024u * 1024u) /* of a refused body, so that the answer is read */
#define SERVE_PARTS_MAX           1000u           /* of a form: a morning's pictures */
#define SERVE_PART_HEADERS_MAX    4096u           /* two or three lines */
#define SERVE_EDITIONS_MAX        64u             /* asked for at once */
#define SERVE_NAME_MAX            256u            /* of a picture: NAME_MAX of Linux */
#define SERVE_ACCEPT_MAX          64u             /* media ranges of one request; browsers send 8 */
#define SERVE_RETRY_AFTER         "2"             /* seconds until a full house has room again */

/* serve: what it keeps */
#define SERVE_FILE_MAX      (4u * 1024u * 1024u) /* of the desk page; each is some 20 KiB */
#define SERVE_TOKENS_MAX    1024u                /* newsrooms have dozens of systems */
#define SERVE_TOKEN_LEAST   16u                  /* shorter ones are guessed */
#define SERVE_TOKEN_MOST    512u
#define SERVE_TOKENS_BYTES  (1024u * 1024u)
#define SERVE_PEERS_BUCKETS 1024u /* as many addresses as connections, at most */
#define SERVE_SAYS_A_MINUTE 30u   /* lines about requests; an attack fills no disk */
#define SERVE_CHAIN_MAX     16u   /* certificates up to the root */

/* serve: texts */
#define SERVE_TEXT_MAX     (64u * 1024u) /* one header, or the URL: the pool of a connection */
#define SERVE_DETAIL_MAX   1280u         /* a message of the library with something before it */
#define SERVE_PRINT_MAX    2048u         /* a line of metrics, a header */
#define SERVE_BUFFER_FIRST 4096u         /* most answers to one caption */
#define SERVE_HOST_MAX     256u          /* a host name: RFC 1035 */

/* git */
#define HOOKS_GIT_ANSWER_MAX   (512u * 1024u * 1024u)  /* a list of some millions of files */
#define HOOKS_GIT_POINTER_MAX  1024u                   /* Git LFS: pointers are shorter */
#define HOOKS_GIT_HOUSE_MAX    (16u * 1024u * 1024u)   /* a captionlint.yaml, a list of kills */
#define HOOKS_GIT_HOUSE_FILES  256u                    /* that it names: profiles, lists */
#define HOOKS_GIT_PORTION      256u                    /* files at once in the folder of our own */
#define HOOKS_GIT_PORTION_SIZE (1024u * 1024u * 1024u) /* bytes of them; TMPDIR may be small */
#define HOOKS_GIT_SCRIPT_MAX   (64u * 1024u)           /* a hook script */

/* queue */
#define QUEUE_URL_MAX        2048u         /* with paths of certificates in it */
#define QUEUE_PART_MAX       256u          /* of a URL; AMQP's short texts have 255 bytes */
#define QUEUE_NAME_MAX       255u          /* of a queue: an AMQP short text */
#define QUEUE_TROUBLE_MAX    512u          /* what a broker says of itself, in one line */
#define QUEUE_REASON_MAX     1024u         /* as the library's messages */
#define QUEUE_JSON_MAX       (64u * 1024u) /* {"path": ...}: 4 KiB, each byte as \u00xx */
#define QUEUE_BODY_MAX       (128u * 1024u * 1024u) /* the broker's own cap of a message */
#define QUEUE_INLINE_MAX     (16u * 1024u * 1024u)  /* newer brokers refuse messages beyond that */
#define QUEUE_RECORD_MAX     (1024u * 1024u)        /* a record, as the library's; */
#define QUEUE_RESULT_MAX     (64u * 1024u * 1024u)  /* its result, with every reason for each */
#define QUEUE_HEADERS_MAX    8u                     /* that we write in a letter */
#define QUEUE_WIDTH_MAX      (120u * 1024u) /* of headers: ours must fit into the frame too */
#define QUEUE_FOREIGN_MAX    64u            /* of somebody else's, that we hand on */
#define QUEUE_DELIVERY_LIMIT 100u           /* the broker's, behind CLI_DELIVERIES_MAX */
#define QUEUE_WINDOW         1000u          /* letters sent that are not confirmed yet: */
#define QUEUE_WINDOW_BYTES   (64u * 1024u * 1024u) /* they are kept to be sent again */

#define QUEUE_FRAME_MAX     131072 /* bytes; what RabbitMQ proposes */
#define QUEUE_HEARTBEAT_S   20     /* a broker that is gone is noticed within twice that */
#define QUEUE_CONNECT_S     10     /* a broker in reach answers within that */
#define QUEUE_ANSWER_S      30     /* and, as a queue finds its leader, within that */
#define QUEUE_FIRST_WAIT_MS 250u   /* before something is tried again: twice as long each time, */
#define QUEUE_LONGEST_MS    30000u /* so that a restarted broker is not missed for long */
#define QUEUE_SETTLED_MS    10000  /* a connection that ended sooner is one more failure */
#define QUEUE_PATIENCE_MS   300000 /* what has an end waits for a lost broker no longer */
#define QUEUE_DRAIN_MS      60000  /* systemd kills after 90 s what does not end by itself */
#define QUEUE_IDLE_MS       300    /* no job for so long: it is asked whether there are any */
#define QUEUE_TICK_MS       5000   /* heartbeats are sent in between */

#endif
