package org.chaiwei.demolition.inbox;

import java.util.List;
import java.util.UUID;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a caller's inbox: what is for them, and what is for everyone of their role, a street's in their own streets. */
final class Inbox {

    /** Beyond it the number of unread notices is told as this many. */
    static final int COUNTED_MAX = 1_000;

    /** @param read whether the caller has */
    record Entry(Notice notice, boolean read) {}

    /** A place in the list, which goes from the newest to the oldest. */
    record Place(long position, UUID notice) {

        static final Place NEWEST = new Place(Long.MAX_VALUE, new UUID(-1, -1));
    }

    /** Which notices are the caller's, each with the name of its recipient's index. */
    private static final String FOR_ME = "person = :me";

    private static final String FOR_MY_ROLE = "role = :role AND person IS NULL";
    private static final String FOR_A_STREET = "role = 'street' AND street = s.street";

    private static final String NOT_READ =
            " AND NOT EXISTS (SELECT FROM inbox_read r WHERE r.person = :me AND r.notice = n.id)";

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param behind newer ones are left out */
    List<Entry> page(Actor actor, boolean unreadOnly, Place behind, int limit) {
        var of = " FROM inbox_notice n WHERE %s AND (position, id) < (:position, :notice)"
                + (unreadOnly ? NOT_READ : "") + " ORDER BY position DESC, id DESC LIMIT " + limit;
        return asked(
                        actor,
                        "SELECT *, EXISTS (SELECT FROM inbox_read r WHERE r.person = :me AND r.notice = mine.id) AS read FROM ("
                                + all(actor, "SELECT " + InboxRows.NAMES + of)
                                + ") AS mine ORDER BY position DESC, id DESC LIMIT " + limit)
                .param("position", behind.position)
                .param("notice", behind.notice)
                .query((row, _) -> new Entry(InboxRows.row(row), row.getBoolean("read")))
                .list();
    }

    /** How many the caller has not read, up to {@value #COUNTED_MAX}. */
    int unread(Actor actor) {
        var some = "SELECT id FROM inbox_notice n WHERE %s" + NOT_READ + " LIMIT " + COUNTED_MAX;
        return Math.min(
                COUNTED_MAX,
                asked(actor, "SELECT count(*) FROM (" + all(actor, some) + ") AS mine")
                        .query(Integer.class)
                        .single());
    }

    /** Marks one as read, once and for all. False if the caller has no such notice. */
    boolean read(Actor actor, UUID notice) {
        var mine = asked(
                        actor,
                        "SELECT EXISTS (" + all(actor, "SELECT 1 FROM inbox_notice n WHERE %s AND n.id = :notice")
                                + ")")
                .param("notice", notice)
                .query(Boolean.class)
                .single();
        if (mine)
            jdbc.sql("INSERT INTO inbox_read (person, notice) VALUES (:me, :notice) ON CONFLICT DO NOTHING")
                    .param("me", actor.id())
                    .param("notice", notice)
                    .update();
        return mine;
    }

    /** A query over the caller's notices: one branch for each index, so that each is read in its order and no further than needed. */
    private static String all(Actor actor, String some) {
        var forRole = actor.role() == Role.STREET
                ? "SELECT found.* FROM unnest(:streets::text[]) AS s (street) CROSS JOIN LATERAL ("
                        + some.formatted(FOR_A_STREET) + ") AS found"
                : "(" + some.formatted(FOR_MY_ROLE) + ")";
        return "(" + some.formatted(FOR_ME) + ") UNION ALL " + forRole;
    }

    private JdbcClient.StatementSpec asked(Actor actor, String sql) {
        return jdbc.sql(sql)
                .param("me", actor.id())
                .param("role", actor.role().claim())
                .param("streets", actor.scope().streets().toArray(String[]::new));
    }

    /** The cursor behind an entry. */
    static String cursorBehind(Entry last) {
        return last.notice.position() + "~" + last.notice.id();
    }

    /** The place that a cursor means; null if it is none. */
    static @Nullable Place place(String cursor) {
        var parts = cursor.split("~", -1);
        try {
            return parts.length == 2 ? new Place(Long.parseLong(parts[0]), UUID.fromString(parts[1])) : null;
        } catch (IllegalArgumentException notACursor) {
            return null;
        }
    }
}
