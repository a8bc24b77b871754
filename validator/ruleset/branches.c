#include "ruleset/branches.h"

enum {
    BRANCHES_MAX = 6, /* of one pattern */
    CHOICE_MAX = 12,  /* of one choice: more are a list of words */
    OPENED_MAX = 200  /* groups that are looked into: calls may be circular */
};

typedef struct search {
    cl_arena *arena;
    cl_array due; /* of cl_node *: sequences, those at the front with nothing left to split */
    unsigned opened;
} search;

static cl_status copy_node(search *work, const cl_node *node, cl_node **out)
{
    *out = cl_arena_alloc(work->arena, 1, sizeof **out);
    if (*out == NULL) {
        return cl_arena_status(work->arena);
    }
    **out = *node;
    (*out)->next = NULL;
    return CL_OK;
}

/* Copies a list of siblings from `first` to before `end`; *last is where the copy goes on. */
static cl_status copy_list(search *work, const cl_node *first, const cl_node *end, cl_node ***last)
{
    for (const cl_node *node = first; node != end; node = node->next) {
        CL_TRY(copy_node(work, node, *last));
        *last = &(**last)->next;
    }
    return CL_OK;
}

/* A copy of the sequence with the pieces of `branch` in place of `piece`. */
static cl_status put_branch(search *work, const cl_node *sequence, const cl_node *piece,
                            const cl_node *branch)
{
    cl_node *made;
    CL_TRY(copy_node(work, sequence, &made));
    made->first = NULL; /* the branch may be empty */
    cl_node **last = &made->first;
    CL_TRY(copy_list(work, sequence->first, piece, &last));
    CL_TRY(copy_list(work, branch->first, NULL, &last));
    CL_TRY(copy_list(work, piece->next, NULL, &last));
    cl_node **added = cl_array_add(&work->due, work->arena, sizeof(cl_node *), SIZE_MAX);
    if (added == NULL) {
        return cl_arena_status(work->arena);
    }
    *added = made;
    return CL_OK;
}

/* The choice that a piece is; NULL: it is none. */
static const cl_node *choice_of(const cl_node *piece)
{
    if (piece->kind == CL_NODE_CALL) {
        return piece->called;
    }
    if (piece->kind == CL_NODE_CHOICE) {
        return piece;
    }
    bool group = piece->kind == CL_NODE_SEQUENCE && piece->first != NULL &&
                 piece->first->next == NULL && piece->first->kind == CL_NODE_CHOICE;
    return group ? piece->first : NULL;
}

static bool takes_room(const cl_node *node);

static bool any_takes_room(const cl_node *list)
{
    for (const cl_node *node = list; node != NULL; node = node->next) {
        if (takes_room(node)) {
            return true;
        }
    }
    return false;
}

static bool takes_room(const cl_node *node)
{
    switch (node->kind) {
    case CL_NODE_NOTHING:
    case CL_NODE_START:
    case CL_NODE_EDGE:
    case CL_NODE_AHEAD:
    case CL_NODE_BEHIND:
    case CL_NODE_NOT_BEHIND:
        return false;
    case CL_NODE_SEQUENCE:
    case CL_NODE_CHOICE:
    case CL_NODE_REPEAT:
        return any_takes_room(node->first);
    default:
        return true;
    }
}

static size_t count_branches(const cl_node *choice)
{
    size_t count = 0;
    for (const cl_node *branch = choice->first; branch != NULL; branch = branch->next) {
        count++;
    }
    return count;
}

static cl_status put_branches(search *work, const cl_node *sequence, const cl_node *piece,
                              const cl_node *choice)
{
    for (const cl_node *branch = choice->first; branch != NULL; branch = branch->next) {
        CL_TRY(put_branch(work, sequence, piece, branch));
    }
    return CL_OK;
}

/* Splits the sequence at its first choice of a few branches; *split tells whether there was one. */
static cl_status split_once(search *work, const cl_node *sequence, size_t room, bool *split)
{
    *split = false;
    for (const cl_node *piece = sequence->first; piece != NULL; piece = piece->next) {
        const cl_node *choice = choice_of(piece);
        size_t count = choice == NULL ? 0 : count_branches(choice);
        if (count == 0 || count > CHOICE_MAX || count > room || work->opened == OPENED_MAX ||
            (count > 1 && !takes_room(choice))) {
            continue;
        }
        work->opened++;
        *split = true;
        return put_branches(work, sequence, piece, choice);
    }
    return CL_OK;
}

cl_status cl_branches_of(cl_arena *arena, const cl_node *pattern, cl_array *out)
{
    search work = {.arena = arena};
    cl_node whole = {.kind = CL_NODE_SEQUENCE};
    cl_node choice = *pattern;
    *out = (cl_array){0};
    whole.first = &choice;
    CL_TRY(put_branches(&work, &whole, &choice, pattern));
    for (size_t i = 0; i < work.due.count; i++) {
        const cl_node *sequence = *CL_ARRAY_AT(&work.due, cl_node *, i);
        size_t used = out->count + work.due.count - i - 1;
        bool split = false;
        CL_TRY(split_once(&work, sequence, used < BRANCHES_MAX ? BRANCHES_MAX - used : 0, &split));
        if (!split) {
            const cl_node **kept = cl_array_add(out, arena, sizeof *kept, SIZE_MAX);
            if (kept == NULL) {
                return cl_arena_status(arena);
            }
            *kept = sequence;
        }
    }
    return CL_OK;
}
