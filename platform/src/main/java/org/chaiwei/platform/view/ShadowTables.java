package org.chaiwei.platform.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies of some tables' definitions in the schema {@value #SCHEMA}, with the same names, which later take the tables' places. Works on one connection with the owner's
 * rights, by one thread.
 *
 * <p>Names of indexes and constraints are unique in a schema, so the copies can have the right ones from the start, and a swap is a DROP and a change of
 * schema: nothing is renamed. The swap compares the definitions once more, so that a migration that has come meanwhile is not undone.
 */
final class ShadowTables implements AutoCloseable {

    static final String SCHEMA = "rebuild";

    /** For the sorts of index builds; the owner's connection is one at a time. */
    private static final String SORT_MEMORY = "128MB";

    /** How long the readers of the old tables may have to wait behind a swap that waits itself. */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(300);

    /** What makes a table the same as another of the same name, line by line; :schema and :table say which. */
    private static final String DEFINITION = """
            WITH wanted AS (SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema AND c.relname = :table)
            SELECT 'table ' || concat_ws(' ', relkind, relpersistence, relreplident, relrowsecurity, relispartition,
                       (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(reloptions) AS o),
                       (SELECT string_agg(o, ',' ORDER BY o) FROM pg_class t, unnest(t.reloptions) AS o WHERE t.oid = reltoastrelid)) FROM wanted
            UNION ALL
            SELECT 'column ' || concat_ws(' ', row_number() OVER (ORDER BY attnum), attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                       attstorage, attcompression, attstattarget, attcollation, pg_get_expr(adbin, adrelid))
              FROM wanted JOIN pg_attribute ON attrelid = oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT 'constraint ' || concat_ws(' ', conname, contype, convalidated, pg_get_constraintdef(con.oid)) FROM wanted JOIN pg_constraint con ON conrelid = wanted.oid
            UNION ALL
            SELECT 'index ' || concat_ws(' ', indisclustered, indisreplident, indisvalid, replace(pg_get_indexdef(indexrelid), ' ON ' || quote_ident(:schema) || '.', ' ON '))
              FROM wanted JOIN pg_index ON indrelid = oid
            UNION ALL
            SELECT 'right ' || concat_ws(' ', privilege_type, grantee::regrole, is_grantable) FROM wanted, aclexplode(coalesce(relacl, acldefault('r', relowner)))
            UNION ALL
            SELECT 'right ' || concat_ws(' ', attname, privilege_type, grantee::regrole, is_grantable)
              FROM wanted JOIN pg_attribute ON attrelid = oid, aclexplode(attacl) WHERE NOT attisdropped
            UNION ALL
            SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM wanted JOIN pg_trigger t ON tgrelid = wanted.oid WHERE NOT tgisinternal
            UNION ALL
            SELECT 'policy ' || polname FROM wanted JOIN pg_policy ON polrelid = wanted.oid
            ORDER BY 1""";

    /** Statements that give the copy what LIKE does not, before it is filled. */
    private static final String BEFORE_FILLING = """
            WITH wanted AS (SELECT c.*, format('%I.%I', :shadow::text, relname) AS copy
                              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema AND c.relname = :table)
            SELECT format('ALTER TABLE %s SET (%I = %L)', copy, option_name, option_value) FROM wanted, pg_options_to_table(reloptions)
            UNION ALL
            SELECT format('ALTER TABLE %s SET (toast.%I = %L)', copy, option_name, option_value)
              FROM wanted JOIN pg_class t ON t.oid = wanted.reltoastrelid, pg_options_to_table(t.reloptions)
            UNION ALL
            SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', copy, conname, pg_get_constraintdef(con.oid))
              FROM wanted JOIN pg_constraint con ON conrelid = wanted.oid WHERE contype IN ('p', 'u', 'x')
            UNION ALL
            SELECT format('GRANT %s ON %s TO %s%s', privilege_type, copy, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
                          CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
              FROM wanted, aclexplode(relacl) WHERE grantee <> relowner
            UNION ALL
            SELECT format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, copy, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
                          CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
              FROM wanted JOIN pg_attribute ON attrelid = oid, aclexplode(attacl) WHERE NOT attisdropped""";

    /** Statements that give it what would only have slowed down the filling. */
    private static final String AFTER_FILLING = """
            WITH wanted AS (SELECT c.*, format('%I.%I', :shadow::text, relname) AS copy
                              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :schema AND c.relname = :table)
            SELECT replace(pg_get_indexdef(indexrelid), format(' ON %I.%I ', :schema::text, relname), format(' ON %s ', copy)) FROM wanted JOIN pg_index ON indrelid = oid
             WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = wanted.oid)
            UNION ALL
            SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', copy, conname, pg_get_constraintdef(con.oid))
              FROM wanted JOIN pg_constraint con ON conrelid = wanted.oid WHERE contype = 'f'
            UNION ALL
            SELECT format('ANALYZE %s', copy) FROM wanted""";

    private record Table(String schema, String name) {}

    private final Connection connection;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Table> tables;

    private ShadowTables(Connection connection, List<String> names) {
        this.connection = connection;
        var source = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        jdbc.sql("SET application_name = 'rebuild'").update();
        jdbc.sql("SET maintenance_work_mem = '" + SORT_MEMORY + "'").update();
        this.tables = names.stream().map(this::find).toList();
    }

    /**
     * Removes what an earlier rebuild has left, and makes empty copies of the tables.
     *
     * @param owner gives connections with the owner's rights
     * @throws RebuildFailed if one of them does not exist or is not a plain table
     */
    static ShadowTables create(DataSource owner, List<String> names) throws SQLException {
        var shadow = new ShadowTables(owner.getConnection(), names);
        try {
            shadow.dropAll();
            for (var table : shadow.tables) shadow.copy(table);
            return shadow;
        } catch (RuntimeException | Error e) {
            shadow.close();
            throw e;
        }
    }

    /** Removes all copies that there are. */
    static void dropAll(DataSource owner) throws SQLException {
        try (var shadow = of(owner.getConnection())) {
            shadow.dropAll();
        }
    }

    /** None, only a look at what there is; closes the connection in the end. */
    static ShadowTables of(Connection owner) {
        return new ShadowTables(owner, List.of());
    }

    private void dropAll() {
        var left = jdbc.sql(
                        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = :schema ORDER BY 1")
                .param("schema", SCHEMA)
                .query(String.class)
                .list();
        if (!left.isEmpty()) jdbc.sql("DROP TABLE " + String.join(", ", left)).update();
    }

    private Table find(String name) {
        return jdbc.sql("""
                        SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.oid = to_regclass(quote_ident(:name)) AND c.relkind = 'r' AND NOT c.relispartition AND n.nspname <> :shadow""")
                .param("name", name)
                .param("shadow", SCHEMA)
                .query(Table.class)
                .optional()
                .orElseThrow(() -> new RebuildFailed("there is no plain table " + name));
    }

    private void copy(Table table) {
        jdbc.sql("CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)".formatted(shadow(table), original(table)))
                .update();
        statements(BEFORE_FILLING, table)
                .forEach(statement -> jdbc.sql(statement).update());
    }

    /** Builds the further indexes and gathers statistics, when the copies are filled. */
    void index() {
        for (var table : tables)
            statements(AFTER_FILLING, table)
                    .forEach(statement -> jdbc.sql(statement).update());
    }

    /**
     * Puts the copies in the tables' places, in one transaction. False if a table was in use for too long: nothing has changed then.
     *
     * @param with what else belongs into the transaction
     * @throws RebuildFailed if the tables were defined anew meanwhile, or something else depends on them
     */
    boolean swap(Consumer<JdbcClient> with) {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("SELECT set_config('lock_timeout', :millis, true)")
                        .param("millis", LOCK_TIMEOUT.toMillis() + "ms")
                        .query(row -> {});
                jdbc.sql("LOCK TABLE " + originals() + " IN ACCESS EXCLUSIVE MODE")
                        .update();
                requireSameDefinitions();
                with.accept(jdbc);
                jdbc.sql("DROP TABLE " + originals()).update();
                for (var table : tables)
                    jdbc.sql("ALTER TABLE %s SET SCHEMA %s".formatted(shadow(table), quoted(table.schema)))
                            .update();
            });
            return true;
        } catch (DataAccessException e) {
            if (isInUse(e)) return false;
            throw e;
        }
    }

    /** A lock not got in time, or a reader who had one table and waited for another. */
    private static boolean isInUse(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                && ("55P03".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()));
    }

    private void requireSameDefinitions() {
        for (var table : tables) {
            var wanted = definition(table.schema, table.name);
            var found = definition(SCHEMA, table.name);
            if (wanted.equals(found)) continue;
            var different = new ArrayList<>(wanted);
            different.removeAll(found);
            var more = new ArrayList<>(found);
            more.removeAll(wanted);
            throw new RebuildFailed(
                    "table %s is defined otherwise than its copy: %s, not %s".formatted(table.name, different, more));
        }
    }

    /** A table's definition, line by line: what a rebuild leaves as it was. */
    List<String> definition(String schema, String table) {
        return jdbc.sql(DEFINITION)
                .param("schema", schema)
                .param("table", table)
                .query(String.class)
                .list();
    }

    private List<String> statements(String query, Table table) {
        return jdbc.sql(query)
                .param("shadow", SCHEMA)
                .param("schema", table.schema)
                .param("table", table.name)
                .query(String.class)
                .list();
    }

    private String originals() {
        return tables.stream().map(ShadowTables::original).collect(Collectors.joining(", "));
    }

    private static String original(Table table) {
        return quoted(table.schema) + "." + quoted(table.name);
    }

    private static String shadow(Table table) {
        return SCHEMA + "." + quoted(table.name);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Ends whatever the connection is doing. May be called by another thread. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
