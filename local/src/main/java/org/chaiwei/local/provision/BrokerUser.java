package org.chaiwei.local.provision;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Someone who logs in at Kafka, and what they may do there; whatever stands not here is denied.
 *
 * @param name the SASL user, without {@code User:}
 * @param grants as the broker keeps them
 */
record BrokerUser(String name, List<AclBinding> grants) {

    private static final String ANY_TOPIC_OF_OURS = "chaiwei.";

    /** A service writes under its own name alone, and reads what the others published. */
    static BrokerUser service(String name) {
        var own = ANY_TOPIC_OF_OURS + name + ".";
        var grants = new ArrayList<AclBinding>();
        for (var operation :
                List.of(AclOperation.CREATE, AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS))
            grants.add(grant(name, ResourceType.TOPIC, PatternType.PREFIXED, own, operation));
        grants.add(grant(name, ResourceType.TOPIC, PatternType.PREFIXED, ANY_TOPIC_OF_OURS, AclOperation.READ));
        grants.add(grant(name, ResourceType.GROUP, PatternType.PREFIXED, name + ".", AclOperation.READ));
        for (var operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE))
            grants.add(grant(name, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, name + ".", operation));
        return new BrokerUser(name, List.copyOf(grants));
    }

    /** Another department reads the topics it was granted, and nothing else. */
    static BrokerUser department(String name, String... topics) {
        var grants = new ArrayList<AclBinding>();
        for (var topic : topics)
            grants.add(grant(name, ResourceType.TOPIC, PatternType.LITERAL, topic, AclOperation.READ));
        grants.add(grant(name, ResourceType.GROUP, PatternType.PREFIXED, name + ".", AclOperation.READ));
        return new BrokerUser(name, List.copyOf(grants));
    }

    private static AclBinding grant(
            String user, ResourceType type, PatternType pattern, String resource, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, resource, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
