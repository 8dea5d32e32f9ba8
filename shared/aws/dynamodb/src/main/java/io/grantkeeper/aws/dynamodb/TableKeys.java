package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.behavior.store.ActivityTimeSlot;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.work.PartitionRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** All keys of the table and its indexes. Each partition key starts with the tenant. */
final class TableKeys {
    static final String SUMMARY = "SUMMARY";
    static final String FINDING = "FINDING#";
    static final String SEND = "SEND#";
    static final String REVOCATION = "REVOCATION#";
    static final String POLICY = "POLICY#";
    static final String PROMOTION = "PROMOTION#";
    static final String BREACH = "BREACH#";
    static final String WITHHELD = "WITHHELD#";
    static final String APPROVAL = "APPROVAL#";
    static final String STATE = "STATE";
    static final String PARTITION = "PART#";

    /** DynamoDB's limit for a partition key, in bytes. */
    private static final int MAX_PK = 2048;
    /** DynamoDB's limit for a sort key, in bytes. */
    private static final int MAX_SK = 1024;

    private TableKeys() {}

    static String identityPartition(TenantId tenant, IdentityId id) {
        return pk(tenant, TablePartition.IDENTITY, id.toString());
    }

    static PrimaryKey summary(TenantId tenant, IdentityId id) {
        return new PrimaryKey(identityPartition(tenant, id), SUMMARY);
    }

    static PrimaryKey finding(TenantId tenant, IdentityId id, String key) {
        return new PrimaryKey(identityPartition(tenant, id), sk(FINDING + key));
    }

    /**
     * Returns the key of a row. Events that name no identity are stored by day, so that no partition grows without
     * limit. The key of an event without a time starts with a digest, which distributes such events as well.
     */
    static PrimaryKey row(TenantId tenant, RowKey key) {
        String pk =
                switch (key.type()) {
                    case PERSON -> pk(tenant, TablePartition.PERSON, key.owner());
                    case EVENT ->
                        key.owner().equals(RowKey.NO_IDENTITY)
                                ? pk(tenant, TablePartition.EVENT_DAY, day(key.part()))
                                : pk(tenant, TablePartition.IDENTITY, key.owner());
                    case IDENTITY, GRANT, CREDENTIAL, USAGE -> pk(tenant, TablePartition.IDENTITY, key.owner());
                };
        String name = key.type().name();
        boolean single = key.type() == RowType.IDENTITY || key.type() == RowType.PERSON;
        return new PrimaryKey(pk, single ? name : sk(name + "#" + key.part()));
    }

    static PrimaryKey connection(TenantId tenant, ConnectionId connection) {
        return new PrimaryKey(connectionPartition(tenant, connection), STATE);
    }

    static PrimaryKey subscriptions(TenantId tenant, ConnectionId connection) {
        return new PrimaryKey(connectionPartition(tenant, connection), "SUBSCRIPTIONS");
    }

    static String connectionPartition(TenantId tenant, ConnectionId connection) {
        return pk(tenant, TablePartition.CONNECTION, connection.value());
    }

    static PrimaryKey partition(TenantId tenant, PartitionRef ref) {
        return new PrimaryKey(
                connectionPartition(tenant, ref.connection()), sk(PARTITION + ref.stream() + "#" + ref.partition()));
    }

    static String digestPartition(TenantId tenant, PartitionRef ref) {
        return pk(tenant, TablePartition.DIGEST, ref.toString());
    }

    static String progressPartition(TenantId tenant, PartitionRef ref, String at) {
        return pk(tenant, TablePartition.LISTING_PROGRESS, ref + "#" + shortHash(at));
    }

    static PrimaryKey budget(TenantId tenant, ConnectionId connection, String bucket) {
        return new PrimaryKey(pk(tenant, TablePartition.RATE_BUDGET, connection.value()), sk("BUCKET#" + bucket));
    }

    /**
     * Returns the key of an idempotency key's item. Each item has a separate partition, which distributes a burst of
     * webhooks.
     */
    static PrimaryKey idempotency(TenantId tenant, String scope, String key) {
        return new PrimaryKey(pk(tenant, TablePartition.HANDLED_KEY, scope + "#" + key), "SEEN");
    }

    static PrimaryKey consoleRecord(TenantId tenant, String scope, String key) {
        return new PrimaryKey(pk(tenant, TablePartition.CONSOLE, scope + "#" + key), "RECORD");
    }

    static String sendPartition(TenantId tenant, IdentityId id) {
        return pk(tenant, TablePartition.SEND, id.toString());
    }

    static PrimaryKey send(TenantId tenant, IdentityId id, String sendId) {
        return new PrimaryKey(sendPartition(tenant, id), sk(SEND + sendId));
    }

    /** Returns the key of the item that ensures that alert deliveries about one identity are claimed one at a time. */
    static PrimaryKey sendQueue(TenantId tenant, IdentityId id) {
        return new PrimaryKey(sendPartition(tenant, id), "CLAIMS");
    }

    static PrimaryKey revocation(TenantId tenant, IdentityId id, String order) {
        return new PrimaryKey(revocationsOf(tenant, id), sk(REVOCATION + order));
    }

    static String revocationsOf(TenantId tenant, IdentityId id) {
        return pk(tenant, TablePartition.REVOCATION, id.toString());
    }

    static String revocations(TenantId tenant) {
        return list(tenant, "REVOCATIONS");
    }

    static String identitiesOfConnection(TenantId tenant, ConnectionId connection) {
        return list(tenant, "C#" + connection + "#IDENTITIES");
    }

    static String identitiesOfKind(TenantId tenant, IdentityKind kind) {
        return list(tenant, "KIND#" + kind.code());
    }

    static String identitiesOfStatus(TenantId tenant, IdentityStatus status) {
        return list(tenant, "STATUS#" + status);
    }

    static String identitiesOfSeverity(TenantId tenant, Severity severity) {
        return list(tenant, "SEVERITY#" + severity);
    }

    static String identitiesOfOwner(TenantId tenant, PersonId owner) {
        return list(tenant, "OWNER#" + owner);
    }

    static String identitiesOfProduct(TenantId tenant, String product) {
        return list(tenant, "PRODUCT#" + product);
    }

    static String grantsOfPerson(TenantId tenant, PersonId person) {
        return list(tenant, "GRANTS#" + person);
    }

    static String peopleOfConnection(TenantId tenant, ConnectionId connection) {
        return list(tenant, "C#" + connection + "#PEOPLE");
    }

    static String peopleByEmail(TenantId tenant, String email) {
        return list(tenant, "EMAIL#" + email);
    }

    static String openFindings(TenantId tenant) {
        return list(tenant, "FINDINGS");
    }

    static String openFindingsOfOwner(TenantId tenant, PersonId owner) {
        return list(tenant, "FINDINGS#" + owner);
    }

    static String sends(TenantId tenant) {
        return list(tenant, "SENDS");
    }

    static PrimaryKey question(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.QUESTION, id), "QUESTION");
    }

    /**
     * Returns the partition that lists the questions in one state.
     *
     * @param list the state, for example {@code DUE}, {@code WAITING} or {@code CONCLUDED}
     */
    static String questions(TenantId tenant, String list) {
        return list(tenant, "QUESTIONS#" + list);
    }

    static String questionsOf(TenantId tenant, IdentityId id) {
        return list(tenant, "QUESTIONS#OF#" + id);
    }

    static String questionsOfCampaign(TenantId tenant, String campaign) {
        return list(tenant, "QUESTIONS#CAMPAIGN#" + campaign);
    }

    static PrimaryKey ticket(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.TICKET, id), "TICKET");
    }

    static String tickets(TenantId tenant) {
        return list(tenant, "TICKETS");
    }

    static String liveTickets(TenantId tenant) {
        return list(tenant, "TICKETS#LIVE");
    }

    static PrimaryKey campaign(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.CAMPAIGN, id), "CAMPAIGN");
    }

    static String campaigns(TenantId tenant) {
        return list(tenant, "CAMPAIGNS");
    }

    /**
     * Returns the key of a subject's salt. Salts are stored separately from the ledger and the rows, so that a salt can
     * be erased while the others remain.
     */
    static PrimaryKey salt(TenantId tenant, String subject) {
        return new PrimaryKey(pk(tenant, TablePartition.SALT, subject), "SALT");
    }

    /**
     * Returns the partition of all policies of a tenant and their common revision. One partition is enough, because
     * there are few policies, they are read together, and only people change them.
     */
    static String policies(TenantId tenant) {
        return pk(tenant, TablePartition.POLICIES, "");
    }

    static PrimaryKey policy(TenantId tenant, String name) {
        return new PrimaryKey(policies(tenant), sk(POLICY + name));
    }

    static PrimaryKey policyRevision(TenantId tenant) {
        return new PrimaryKey(policies(tenant), "REVISION");
    }

    static String promotionsOf(TenantId tenant, String policy) {
        return pk(tenant, TablePartition.PROMOTION, policy);
    }

    static PrimaryKey promotion(TenantId tenant, String policy, String at) {
        return new PrimaryKey(promotionsOf(tenant, policy), sk(PROMOTION + at));
    }

    static String enforcement(TenantId tenant) {
        return pk(tenant, TablePartition.ENFORCEMENT, "");
    }

    static String withheldAlerts(TenantId tenant) {
        return pk(tenant, TablePartition.ALERTS, "");
    }

    static PrimaryKey withheldAlert(TenantId tenant, String key) {
        return new PrimaryKey(withheldAlerts(tenant), sk(WITHHELD + key));
    }

    static PrimaryKey alertPace(TenantId tenant, String recipient) {
        return new PrimaryKey(withheldAlerts(tenant), sk("PACE#" + recipient));
    }

    static PrimaryKey alertControls(TenantId tenant) {
        return new PrimaryKey(pk(tenant, TablePartition.ALERT_CONTROLS, ""), "CONTROLS");
    }

    /** Returns the key under which earlier versions stored the decisions about alerts. */
    static PrimaryKey formerAlertControls(TenantId tenant) {
        return new PrimaryKey(withheldAlerts(tenant), "CONTROLS");
    }

    static PrimaryKey violation(TenantId tenant, String id) {
        return new PrimaryKey(enforcement(tenant), sk(BREACH + id));
    }

    static PrimaryKey enforcementDay(TenantId tenant, LocalDate day) {
        return new PrimaryKey(enforcement(tenant), "DAY#" + day);
    }

    static PrimaryKey enforcementBookmark(TenantId tenant) {
        return new PrimaryKey(enforcement(tenant), "BOOKMARK");
    }

    static PrimaryKey enforcementSwitch(TenantId tenant) {
        return new PrimaryKey(enforcement(tenant), "SWITCH");
    }

    /**
     * Returns the partition of the aliases with one name, so that a lookup by name finds every identity that has it.
     */
    static String aliases(TenantId tenant, String name) {
        return pk(tenant, TablePartition.ALIAS, name);
    }

    static PrimaryKey alias(TenantId tenant, String name, IdentityId identity) {
        return new PrimaryKey(aliases(tenant, name), sk("IDENTITY#" + identity));
    }

    static String approvalsBoundTo(TenantId tenant, String binding) {
        return pk(tenant, TablePartition.APPROVAL, binding);
    }

    static PrimaryKey approval(TenantId tenant, String binding, String order) {
        return new PrimaryKey(approvalsBoundTo(tenant, binding), sk(APPROVAL + order));
    }

    static PrimaryKey approvalPointer(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.APPROVAL_POINTER, id), "POINTER");
    }

    static String approvals(TenantId tenant) {
        return list(tenant, "APPROVALS");
    }

    static PrimaryKey approvalOfRecord(TenantId tenant, ApprovalSubject subject) {
        return new PrimaryKey(pk(tenant, TablePartition.APPROVAL_OF_RECORD, subject.toString()), "APPROVED");
    }

    /** Returns the prefix that the partition keys of all approvals of record share. */
    static String approvalsOfRecordPrefix(TenantId tenant) {
        return pk(tenant, TablePartition.APPROVAL_OF_RECORD, "");
    }

    static String approvalsOfRecord(TenantId tenant) {
        return list(tenant, "APPROVED");
    }

    /**
     * Returns the partition of all path facts of a tenant. One partition is enough, because only rows that can open a
     * path have facts.
     */
    static String pathFacts(TenantId tenant) {
        return pk(tenant, TablePartition.PATH_FACTS, "");
    }

    static PrimaryKey pathFacts(TenantId tenant, String key) {
        return new PrimaryKey(pathFacts(tenant), sk("FACTS#" + key));
    }

    /**
     * Returns the key of a decision. Each decision has a separate partition, which distributes a burst of decisions.
     */
    static PrimaryKey decision(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.DECISION, id), "DECISION");
    }

    static String decisionsOf(TenantId tenant, LocalDate day) {
        return list(tenant, "DECISIONS#" + day);
    }

    static String decisionsWaiting(TenantId tenant) {
        return list(tenant, "DECISIONS#WAITING");
    }

    static PrimaryKey decisionBatch(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.DECISION_BATCH, id), "BATCH");
    }

    static PrimaryKey openDecisionBatch(TenantId tenant) {
        return new PrimaryKey(pk(tenant, TablePartition.OPEN_DECISION_BATCH, ""), "OPEN");
    }

    /**
     * Returns the key of the item with the activities of a time slot. All time slots of one identity share a partition,
     * and
     * therefore a shard.
     */
    static PrimaryKey activities(TenantId tenant, ActivityTimeSlot slot) {
        return new PrimaryKey(
                pk(tenant, TablePartition.ACTIVITY, slot.connection() + "#" + slot.subject()),
                sk("SLOT#" + slot.start()));
    }

    static PrimaryKey profile(TenantId tenant, ProfileKey key) {
        return new PrimaryKey(pk(tenant, TablePartition.PROFILE, key.toString()), "PROFILE");
    }

    static PrimaryKey incident(TenantId tenant, String id) {
        return new PrimaryKey(pk(tenant, TablePartition.INCIDENT, id), "INCIDENT");
    }

    static String incidents(TenantId tenant) {
        return list(tenant, "INCIDENTS");
    }

    static PrimaryKey incidentLink(TenantId tenant, String key) {
        return new PrimaryKey(pk(tenant, TablePartition.INCIDENT_LINK, key), "LINK");
    }

    /** Returns the sort key of an item that its index lists by time; the id distinguishes items of the same time. */
    static String ordered(Instant time, Object id) {
        return sk(TableAttributes.sortable(time) + "#" + id);
    }

    static String sk(String text) {
        return fit(text, MAX_SK);
    }

    static String pk(TenantId tenant, TablePartition partition, String rest) {
        return fit(ofTenant(tenant) + partition.prefix() + rest, MAX_PK);
    }

    /** Returns the partition key of a list in an index. A list is written only as an attribute of an item. */
    static String list(TenantId tenant, String rest) {
        return fit(ofTenant(tenant) + rest, MAX_PK);
    }

    /** Returns the prefix of all keys of a tenant. */
    static String ofTenant(TenantId tenant) {
        return "T#" + tenant + "#";
    }

    /** Returns the part of a partition key after the tenant, for use in keys that callers pass back. */
    static String withoutTenant(TenantId tenant, String pk) {
        return pk.substring(ofTenant(tenant).length());
    }

    private static String day(String eventPart) {
        return eventPart.substring(0, Math.min(10, eventPart.length()));
    }

    /**
     * Returns the string if its UTF-8 form is within the limit; otherwise, returns its start followed by the hash of
     * the whole string. The result is deterministic, and different strings give different results.
     */
    private static String fit(String text, int limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        String hash = "~" + shortHash(text);
        int end = Math.min(text.length(), (limit - hash.length()) / 3); // at most three bytes per char
        boolean insideOne = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, insideOne ? end - 1 : end) + hash;
    }

    /** Returns 128 bits of the SHA-256 hash, in hexadecimal. */
    private static String shortHash(String text) {
        return Sha256.shortHex(text);
    }
}
