package org.chaiwei.platform.remark;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.chaiwei.platform.sealing.Sealed;
import org.chaiwei.platform.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The remarks. A remark belongs to whichever events refer to it: one reason may stand for a whole batch. Whoever enters one for a
 * command takes it out again if the command comes to nothing. Thread-safe.
 */
public final class Remarks {

    /** More is a report, not a reason. */
    public static final int LENGTH_MAX = 1_000;

    private final JdbcClient jdbc;
    private final Sealer sealer;

    Remarks(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /** @param id given by the caller, who puts it into an event */
    public void enter(UUID id, String text) {
        var sealed = sealer.seal(id, text);
        jdbc.sql("INSERT INTO remark (id, master_key, data_key, content) VALUES (:id, :masterKey, :dataKey, :content)")
                .param("id", id)
                .param("masterKey", sealed.masterKey())
                .param("dataKey", sealed.dataKey())
                .param("content", sealed.content())
                .update();
    }

    /**
     * Takes a remark out for good: its key goes with it. The events go on referring to what is no longer there.
     *
     * @return whether it was there
     */
    public boolean erase(UUID id) {
        return jdbc.sql("DELETE FROM remark WHERE id = :id").param("id", id).update() == 1;
    }

    /** The texts of these remarks; those erased are not among them. */
    public Map<UUID, String> read(Collection<UUID> ids) {
        var texts = new HashMap<UUID, String>();
        jdbc.sql("SELECT id, master_key, data_key, content FROM remark WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    texts.put(
                            id,
                            sealer.open(
                                    id,
                                    new Sealed(
                                            row.getString("master_key"),
                                            row.getBytes("data_key"),
                                            row.getBytes("content"))));
                });
        return texts;
    }
}
