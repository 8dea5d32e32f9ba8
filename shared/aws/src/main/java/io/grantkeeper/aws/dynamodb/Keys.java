package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.work.PartitionRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** Every key of the table and its indexes, in one place. Each partition key starts with the tenant. */
final class Keys {
    static final String SUMMARY = "SUMMARY";
    static final String FINDING = "FINDING#";
    static final String SEND = "SEND#";
    static final String REVOCATION = "REVOCATION#";
    static final String POLICY = "POLICY#";
    static final String PROMOTION = "PROMOTION#";
    static final String BREACH = "BREACH#";
    static final String APPROVAL = "APPROVAL#";
    static final String STATE = "STATE";
    static final String PARTITION = "PART#";

    /** DynamoDB's limit for a partition key, in bytes. */
    private static final int LONGEST_PK = 2048;
    /** DynamoDB's limit for a sort key, in bytes. */
    private static final int LONGEST_SK = 1024;

    private Keys() {}

    static String identityPartition(TenantId tenant, IdentityId id) {
        return pk(tenant, "I#" + id);
    }

    static Key summary(TenantId tenant, IdentityId id) {
        return new Key(identityPartition(tenant, id), SUMMARY);
    }

    static Key finding(TenantId tenant, IdentityId id, String key) {
        return new Key(identityPartition(tenant, id), sk(FINDING + key));
    }

    /** Events that name no identity lie under their day, so that no partition grows for ever. */
    static Key row(TenantId tenant, RowKey key) {
        String pk =
                switch (key.type()) {
                    case PERSON -> pk(tenant, "P#" + key.owner());
                    case EVENT ->
                        key.owner().equals(RowKey.NO_IDENTITY)
                                ? pk(tenant, "E#" + day(key.part()))
                                : pk(tenant, "I#" + key.owner());
                    case IDENTITY, GRANT, CREDENTIAL, USAGE -> pk(tenant, "I#" + key.owner());
                };
        String name = key.type().name();
        boolean single = key.type() == RowType.IDENTITY || key.type() == RowType.PERSON;
        return new Key(pk, single ? name : sk(name + "#" + key.part()));
    }

    static Key connection(TenantId tenant, ConnectionId connection) {
        return new Key(connectionPartition(tenant, connection), STATE);
    }

    static Key subscriptions(TenantId tenant, ConnectionId connection) {
        return new Key(connectionPartition(tenant, connection), "SUBSCRIPTIONS");
    }

    static String connectionPartition(TenantId tenant, ConnectionId connection) {
        return pk(tenant, "C#" + connection);
    }

    static Key partition(TenantId tenant, PartitionRef ref) {
        return new Key(
                connectionPartition(tenant, ref.connection()), sk(PARTITION + ref.stream() + "#" + ref.partition()));
    }

    static String digestPartition(TenantId tenant, PartitionRef ref) {
        return pk(tenant, "D#" + ref);
    }

    static String progressPartition(TenantId tenant, PartitionRef ref, String at) {
        return pk(tenant, "G#" + ref + "#" + shortHash(at));
    }

    static Key budget(TenantId tenant, ConnectionId connection, String bucket) {
        return new Key(pk(tenant, "B#" + connection), sk("BUCKET#" + bucket));
    }

    /** A partition each, so that a burst of webhooks spreads. */
    static Key idempotency(TenantId tenant, String scope, String key) {
        return new Key(pk(tenant, "K#" + scope + "#" + key), "SEEN");
    }

    static String sendPartition(TenantId tenant, IdentityId id) {
        return pk(tenant, "S#" + id);
    }

    static Key send(TenantId tenant, IdentityId id, String sendId) {
        return new Key(sendPartition(tenant, id), sk(SEND + sendId));
    }

    /** What keeps claims about one identity in order. */
    static Key sendQueue(TenantId tenant, IdentityId id) {
        return new Key(sendPartition(tenant, id), "CLAIMS");
    }

    static Key revocation(TenantId tenant, IdentityId id, String order) {
        return new Key(revocationsOf(tenant, id), sk(REVOCATION + order));
    }

    static String revocationsOf(TenantId tenant, IdentityId id) {
        return pk(tenant, "R#" + id);
    }

    static String revocations(TenantId tenant) {
        return pk(tenant, "REVOCATIONS");
    }

    static String identitiesOfConnection(TenantId tenant, ConnectionId connection) {
        return pk(tenant, "C#" + connection + "#IDENTITIES");
    }

    static String identitiesOfKind(TenantId tenant, IdentityKind kind) {
        return pk(tenant, "KIND#" + kind.code());
    }

    static String identitiesOfStatus(TenantId tenant, IdentityStatus status) {
        return pk(tenant, "STATUS#" + status);
    }

    static String identitiesOfSeverity(TenantId tenant, Severity severity) {
        return pk(tenant, "SEVERITY#" + severity);
    }

    static String identitiesOfOwner(TenantId tenant, PersonId owner) {
        return pk(tenant, "OWNER#" + owner);
    }

    static String identitiesOfProduct(TenantId tenant, String product) {
        return pk(tenant, "PRODUCT#" + product);
    }

    static String grantsOfPerson(TenantId tenant, PersonId person) {
        return pk(tenant, "GRANTS#" + person);
    }

    static String peopleOfConnection(TenantId tenant, ConnectionId connection) {
        return pk(tenant, "C#" + connection + "#PEOPLE");
    }

    static String peopleByEmail(TenantId tenant, String email) {
        return pk(tenant, "EMAIL#" + email);
    }

    static String openFindings(TenantId tenant) {
        return pk(tenant, "FINDINGS");
    }

    static String openFindingsOfOwner(TenantId tenant, PersonId owner) {
        return pk(tenant, "FINDINGS#" + owner);
    }

    static String sends(TenantId tenant) {
        return pk(tenant, "SENDS");
    }

    static Key question(TenantId tenant, String id) {
        return new Key(pk(tenant, "QUESTION#" + id), "QUESTION");
    }

    /** Questions by how they stand. */
    static String questions(TenantId tenant, String list) {
        return pk(tenant, "QUESTIONS#" + list);
    }

    static String questionsOf(TenantId tenant, IdentityId id) {
        return pk(tenant, "QUESTIONS#OF#" + id);
    }

    static String questionsOfCampaign(TenantId tenant, String campaign) {
        return pk(tenant, "QUESTIONS#CAMPAIGN#" + campaign);
    }

    static Key campaign(TenantId tenant, String id) {
        return new Key(pk(tenant, "CAMPAIGN#" + id), "CAMPAIGN");
    }

    static String campaigns(TenantId tenant) {
        return pk(tenant, "CAMPAIGNS");
    }

    /** Everything of the ledger; {@link LedgerKeys} says what. */
    static String ledgerPartition(TenantId tenant, String rest) {
        return pk(tenant, "L#" + rest);
    }

    /** Everything that is told to other systems; {@link SignalKeys} says what. */
    static String signalPartition(TenantId tenant, String rest) {
        return pk(tenant, "SIGNAL#" + rest);
    }

    /** Apart from the ledger and from the rows, so that it can be erased alone. */
    static Key salt(TenantId tenant, String subject) {
        return new Key(pk(tenant, "SALT#" + subject), "SALT");
    }

    /** All policies of a tenant and their common revision: few, read together, changed by people. */
    static String policies(TenantId tenant) {
        return pk(tenant, "POLICIES");
    }

    static Key policy(TenantId tenant, String name) {
        return new Key(policies(tenant), sk(POLICY + name));
    }

    static Key policyRevision(TenantId tenant) {
        return new Key(policies(tenant), "REVISION");
    }

    static String promotionsOf(TenantId tenant, String policy) {
        return pk(tenant, "PROMOTIONS#" + policy);
    }

    static Key promotion(TenantId tenant, String policy, String at) {
        return new Key(promotionsOf(tenant, policy), sk(PROMOTION + at));
    }

    static String enforcement(TenantId tenant) {
        return pk(tenant, "ENFORCEMENT");
    }

    static Key breach(TenantId tenant, String id) {
        return new Key(enforcement(tenant), sk(BREACH + id));
    }

    static Key enforcementDay(TenantId tenant, LocalDate day) {
        return new Key(enforcement(tenant), "DAY#" + day);
    }

    static Key enforcementBookmark(TenantId tenant) {
        return new Key(enforcement(tenant), "BOOKMARK");
    }

    static Key enforcementSwitch(TenantId tenant) {
        return new Key(enforcement(tenant), "SWITCH");
    }

    /** Under the name, so that whoever knows only that finds all who are called so. */
    static String aliases(TenantId tenant, String name) {
        return pk(tenant, "ALIAS#" + name);
    }

    static Key alias(TenantId tenant, String name, IdentityId identity) {
        return new Key(aliases(tenant, name), sk("IDENTITY#" + identity));
    }

    static String approvalsBoundTo(TenantId tenant, String binding) {
        return pk(tenant, "BOUND#" + binding);
    }

    static Key approval(TenantId tenant, String binding, String order) {
        return new Key(approvalsBoundTo(tenant, binding), sk(APPROVAL + order));
    }

    static Key approvalPointer(TenantId tenant, String id) {
        return new Key(pk(tenant, "APPROVAL#" + id), "POINTER");
    }

    static String approvals(TenantId tenant) {
        return pk(tenant, "APPROVALS");
    }

    /** A partition each, so that a burst of decisions spreads. */
    static Key decision(TenantId tenant, String id) {
        return new Key(pk(tenant, "DEC#" + id), "DECISION");
    }

    static String decisionsOf(TenantId tenant, LocalDate day) {
        return pk(tenant, "DECISIONS#" + day);
    }

    static String decisionsWaiting(TenantId tenant) {
        return pk(tenant, "DECISIONS#WAITING");
    }

    static Key decisionBatch(TenantId tenant, String id) {
        return new Key(pk(tenant, "DECBATCH#" + id), "BATCH");
    }

    static Key openDecisionBatch(TenantId tenant) {
        return new Key(pk(tenant, "DECBATCH"), "OPEN");
    }

    static String sk(String text) {
        return fit(text, LONGEST_SK);
    }

    private static String pk(TenantId tenant, String rest) {
        return fit("T#" + tenant + "#" + rest, LONGEST_PK);
    }

    private static String day(String eventPart) {
        return eventPart.substring(0, Math.min(10, eventPart.length()));
    }

    /** A text over the limit keeps its start, and ends in the hash of the whole: still unique and still the same. */
    private static String fit(String text, int limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        String hash = "~" + shortHash(text);
        int end = Math.min(text.length(), (limit - hash.length()) / 3); // at most three bytes for one char
        boolean insideOne = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, insideOne ? end - 1 : end) + hash;
    }

    /** 128 bits of the SHA-256, in hexadecimal. */
    private static String shortHash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
