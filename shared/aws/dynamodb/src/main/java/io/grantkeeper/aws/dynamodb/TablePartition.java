package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of partitions of the table. A partition key is the tenant, the prefix of the kind, and the rest. Because
 * IAM can restrict access by partition key, each kind can be granted separately: {@link #keyPatterns} returns the
 * patterns for the condition {@code dynamodb:LeadingKeys}.
 */
public enum TablePartition {
    /** The rows, summary and findings of an identity. */
    IDENTITY("I#"),
    PERSON("P#"),
    /** The events of a day that name no identity. */
    EVENT_DAY("E#"),
    /** The state of a connection, its push channels, and the freshness of its partitions. */
    CONNECTION("C#"),
    DIGEST("D#"),
    LISTING_PROGRESS("G#"),
    RATE_BUDGET("B#"),
    HANDLED_KEY("K#"),
    /** The console's sessions, sign-ins, one-time links, and responses to repeated writes. */
    CONSOLE("CONSOLE#"),
    SEND("S#"),
    REVOCATION("R#"),
    QUESTION("QUESTION#"),
    /** The ticket of a finding in another system. */
    TICKET("TICKET#"),
    CAMPAIGN("CAMPAIGN#"),
    ALIAS("ALIAS#"),
    SALT("SALT#"),
    /** The policies and their revision. */
    POLICIES("POLICIES"),
    PROMOTION("PROMOTIONS#"),
    /** Violations, the daily budget, and the kill switch. */
    ENFORCEMENT("ENFORCEMENT"),
    /** Withheld alerts, and recent messages to each person. */
    ALERTS("ALERTS"),
    /**
     * The decisions about alerts. They are stored separately, so that the console can store them without being able to
     * remove a withheld alert.
     */
    ALERT_CONTROLS("ALERTCONTROLS"),
    /** Access requests with their answers. */
    APPROVAL("BOUND#"),
    APPROVAL_POINTER("APPROVAL#"),
    /**
     * The company's decisions about identities. They are stored separately, so that few functions can approve anything.
     */
    APPROVAL_OF_RECORD("APPROVED#"),
    /** The facts from which paths are derived, in one partition, because they are read together. */
    PATH_FACTS("PATHS"),
    /** Activities that wait to be compared with profiles and expire soon afterward. */
    ACTIVITY("ACTIVITY#"),
    /** The profile of an identity, a person or a connection. */
    PROFILE("PROFILE#"),
    INCIDENT("INCIDENT#"),
    /** The incident to which a key, such as an identity or a network, belongs. */
    INCIDENT_LINK("STORY#"),
    DECISION("DEC#"),
    DECISION_BATCH("DECBATCH#"),
    OPEN_DECISION_BATCH("DECBATCH"),
    /** The streams of signal receivers. */
    SIGNAL_STREAMS("SIGNAL#STREAMS"),
    SIGNAL_STATE("SIGNAL#STATE"),
    /** The signals that wait for delivery to a destination. */
    SIGNAL_DESTINATION("SIGNAL#TO#"),
    /** A ledger entry, which waits here until it gets an index in the log. */
    LEDGER_ENTRY("L#N#"),
    /** The ledger entries, in the order of the Merkle tree. */
    LEDGER_BUNDLE("L#E#"),
    LEDGER_TILE("L#T#"),
    /** The head of the Merkle tree, the latest checkpoint, and the last configuration that was recorded. */
    LEDGER_STATE("L#STATE"),
    LEDGER_CHECKPOINTS("L#C");

    private final String prefix;

    TablePartition(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the start of the partition keys, after the tenant; for a single partition, the whole key. */
    String prefix() {
        return prefix;
    }

    /** Returns whether partitions of this kind have keys that continue after the prefix, so that there can be many. */
    private boolean hasManyPartitions() {
        return prefix.endsWith("#");
    }

    /** Returns a pattern that matches all partition keys of a tenant, in the table and its indexes. */
    public static String allKeys(TenantId tenant) {
        return TableKeys.ofTenant(tenant) + "*";
    }

    /** Returns patterns that match the partition keys of the given kinds for one tenant; {@code *} matches any text. */
    public static List<String> keyPatterns(TenantId tenant, Stream<TablePartition> partitions) {
        return partitions
                .map(each -> TableKeys.ofTenant(tenant) + each.prefix + (each.hasManyPartitions() ? "*" : ""))
                .sorted()
                .toList();
    }
}
