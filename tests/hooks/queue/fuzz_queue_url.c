#include "hooks/queue/url.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int holds)
{
    if (!holds) {
        abort();
    }
}

/* What is shown can be read again where nothing in it had to be encoded, and means the same. */
static void read_again(const queue_url *url)
{
    queue_url again;
    bool usual = strcmp(url->vhost, "/") == 0;
    if (strpbrk(url->user, "%:@/?#") != NULL || strpbrk(url->host, "%@/?#[]") != NULL ||
        strpbrk(url->vhost, usual ? "%" : "%/?#") != NULL) {
        return;
    }
    check(queue_url_read(url->shown, &again) == NULL);
    check(again.port == url->port && strcmp(again.host, url->host) == 0 &&
          strcmp(again.vhost, url->vhost) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    queue_url url;
    char *text = malloc(size + 1);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    const char *wrong = queue_url_read(text, &url);
    if (wrong == NULL) {
        check(url.host[0] != '\0' && url.port > 0 && url.port <= 65535);
        check(url.tls || url.authorities[0] == '\0');
        read_again(&url);
    }
    free(text);
    return 0;
}
