package org.chaiwei.ledger.party;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chaiwei.eventstore.BinaryCopy;
import org.chaiwei.platform.sealing.Sealed;
import org.chaiwei.platform.sealing.Sealer;
import org.chaiwei.platform.security.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The registry. Writes take part in the caller's transaction if there is one. Whoever enters a person for a command takes them out
 * again if the command comes to nothing: a person that no event names would never be erased. Thread-safe.
 */
public final class Parties {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Sealer sealer;

    Parties(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.sealer = sealer;
    }

    /** People as they are stored: encrypted, and not stored yet. */
    public static final class Prepared {

        private final BinaryCopy rows;

        private Prepared(BinaryCopy rows) {
            this.rows = rows;
        }
    }

    /** Enters people, as many as there are. */
    public void enter(Collection<NewParty> parties) {
        enter(prepare(parties));
    }

    /** The encryption, which is most of the work and needs no connection, for a caller that has a thread to spare for it. */
    public Prepared prepare(Collection<NewParty> parties) {
        var rows = new BinaryCopy(5);
        for (var party : parties) {
            var sealed = sealer.seal(party.id(), textOf(party.person()));
            rows.row()
                    .uuid(party.id())
                    .text(party.street())
                    .text(sealed.masterKey())
                    .bytea(sealed.dataKey())
                    .bytea(sealed.content());
        }
        return new Prepared(rows);
    }

    /** Enters people whom {@link #prepare} has encrypted; each once. */
    public void enter(Prepared parties) {
        jdbc.execute((ConnectionCallback<Long>)
                connection -> parties.rows.send(connection, "party (id, street, master_key, data_key, content)"));
    }

    /** Takes people out for good: their keys go with them. Those who aren't there are passed over. */
    public void remove(Collection<UUID> ids) {
        client.sql("DELETE FROM party WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** The person's entry went to another street, whose officials see them from now on. */
    public void move(UUID id, String street) {
        client.sql("UPDATE party SET street = :street WHERE id = :id")
                .param("street", street)
                .param("id", id)
                .update();
    }

    /** Whether this caller may refer to the person: they are there, and within the caller's streets. */
    public boolean knows(UUID id, Scope by) {
        return find(id, by).isPresent();
    }

    Optional<Person> find(UUID id, Scope by) {
        record Row(String street, Sealed sealed) {}
        return client.sql("SELECT street, master_key, data_key, content FROM party WHERE id = :id")
                .param("id", id)
                .query((row, _) -> new Row(
                        row.getString("street"),
                        new Sealed(row.getString("master_key"), row.getBytes("data_key"), row.getBytes("content"))))
                .optional()
                .filter(row -> by.covers(row.street))
                .map(row -> personOf(sealer.open(id, row.sealed)));
    }

    /** Name and phone, a line each; neither has a line break in it. */
    private static String textOf(Person person) {
        return person.name() + "\n" + (person.phone() == null ? "" : person.phone());
    }

    private static Person personOf(String text) {
        var lines = List.of(text.split("\n", -1));
        @Nullable String phone = lines.get(1).isEmpty() ? null : lines.get(1);
        return new Person(lines.getFirst(), phone);
    }
}
