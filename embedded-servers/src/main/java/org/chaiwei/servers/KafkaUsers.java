package org.chaiwei.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on the district's Kafka, as data: what the laptop and the tests set up, and what any other installation must state
 * likewise. All that is not granted here is forbidden.
 */
public final class KafkaUsers {

    /** A user of its own for each service, and one for a department of the district that reads along. */
    public static final List<KafkaUser> DISTRICT = List.of(
            service("ledger"),
            service("demolition"),
            service("accountability"),
            department("department", List.of("chaiwei.ledger.facts.v1")));

    private static final int ITERATIONS = 4_096;

    private KafkaUsers() {}

    /** Whoever logs in, and what it may do. */
    public record KafkaUser(String name, List<Grant> grants) {}

    /**
     * Operations on one thing, or on all whose name begins so.
     *
     * @param name a whole name, or with {@link PatternType#PREFIXED} its beginning
     */
    public record Grant(ResourceType resource, PatternType pattern, String name, Set<AclOperation> operations) {}

    /** Writes topics, transactions and groups of its own name only; reads every service's topics. */
    public static KafkaUser service(String name) {
        return new KafkaUser(
                name,
                List.of(
                        new Grant(
                                ResourceType.TOPIC,
                                PatternType.PREFIXED,
                                "chaiwei." + name + ".",
                                Set.of(
                                        AclOperation.CREATE,
                                        AclOperation.WRITE,
                                        AclOperation.DESCRIBE,
                                        AclOperation.DESCRIBE_CONFIGS)),
                        new Grant(
                                ResourceType.TOPIC,
                                PatternType.PREFIXED,
                                "chaiwei.",
                                Set.of(AclOperation.READ, AclOperation.DESCRIBE)),
                        new Grant(
                                ResourceType.TRANSACTIONAL_ID,
                                PatternType.PREFIXED,
                                name + ".",
                                Set.of(AclOperation.WRITE, AclOperation.DESCRIBE)),
                        new Grant(
                                ResourceType.GROUP,
                                PatternType.PREFIXED,
                                name + ".",
                                Set.of(AclOperation.READ, AclOperation.DESCRIBE))));
    }

    /** Reads the topics granted to it, in groups of its own name; writes nothing, and of other topics knows not even that they are. */
    public static KafkaUser department(String name, List<String> topics) {
        var grants = new ArrayList<Grant>();
        for (var topic : topics)
            grants.add(new Grant(
                    ResourceType.TOPIC, PatternType.LITERAL, topic, Set.of(AclOperation.READ, AclOperation.DESCRIBE)));
        grants.add(new Grant(
                ResourceType.GROUP,
                PatternType.PREFIXED,
                name + ".",
                Set.of(AclOperation.READ, AclOperation.DESCRIBE)));
        return new KafkaUser(name, List.copyOf(grants));
    }

    /**
     * Creates users and grants that are missing, and sets the passwords given; may be called at every start.
     *
     * @param passwords by user
     * @throws ExecutionException if the broker refuses
     */
    public static void provision(Admin admin, List<KafkaUser> users, Map<String, String> passwords)
            throws InterruptedException, ExecutionException {
        var credentials = new ArrayList<UserScramCredentialAlteration>();
        var acls = new ArrayList<AclBinding>();
        for (var user : users) {
            var password = passwords.get(user.name());
            if (password == null) throw new IllegalArgumentException("no password for " + user.name());
            credentials.add(new UserScramCredentialUpsertion(
                    user.name(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS), password));
            for (var grant : user.grants())
                for (var operation : grant.operations())
                    acls.add(new AclBinding(
                            new ResourcePattern(grant.resource(), grant.name(), grant.pattern()),
                            new AccessControlEntry("User:" + user.name(), "*", operation, AclPermissionType.ALLOW)));
        }
        admin.alterUserScramCredentials(credentials).all().get();
        admin.createAcls(acls).all().get();
    }
}
