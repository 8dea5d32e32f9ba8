package io.grantkeeper.functions.detectchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.grantkeeper.aws.dynamodb.StoredRow;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups a batch of stream records by subject. All rows of one identity are grouped in the order of their writes, so
 * that each identity is read and summarized once per batch.
 */
final class StreamRecordBatch {
    private final Map<Subject, Collected> bySubject = new LinkedHashMap<>();

    /** The subject of a record: one identity, or one write of a person's row. */
    sealed interface Subject {
        TenantId tenant();

        record OneIdentity(TenantId tenant, IdentityId identity) implements Subject {}

        record OnePerson(TenantId tenant, Optional<StoredRecord<Person>> before, StoredRecord<Person> after)
                implements Subject {}
    }

    /**
     * The changes collected for a subject, and the sequence number of the subject's first record. If handling fails,
     * the stream redelivers from that record.
     */
    static final class Collected {
        private final String firstSequenceNumber;
        private final List<RowChange> changes = new ArrayList<>();
        private Timestamp used = Timestamp.unknown();
        private String cause = "";
        private final List<AccessEvent> events = new ArrayList<>();

        private Collected(String firstSequenceNumber) {
            this.firstSequenceNumber = firstSequenceNumber;
        }

        String firstSequenceNumber() {
            return firstSequenceNumber;
        }

        /** Returns the correlation ID of the latest write; an empty string if it is unknown. */
        String cause() {
            return cause;
        }

        IdentityChangeBatch toIdentityChanges(Subject.OneIdentity subject) {
            return new IdentityChangeBatch(subject.tenant(), subject.identity(), changes, used, events);
        }
    }

    Map<Subject, Collected> bySubject() {
        return bySubject;
    }

    /**
     * Adds a record to the batch.
     *
     * @throws RuntimeException if the record's images are not in a format that Grantkeeper writes
     */
    void add(DynamodbStreamRecord record) {
        String sequenceNumber = record.getDynamodb().getSequenceNumber();
        Optional<StoredRow> before = StreamImages.ofLambda(record.getDynamodb().getOldImage());
        Optional<StoredRow> after = StreamImages.ofLambda(record.getDynamodb().getNewImage());
        // Rows are marked as removed, never deleted. A record without a new image therefore reports no change, only
        // that, for example, an expired item was deleted.
        after.filter(row -> !isUnchanged(before, row))
                .ifPresent(row -> add(before, row, sequenceNumber)
                        .ifPresent(collected -> collected.cause = StreamImages.cause(
                                        record.getDynamodb().getNewImage())
                                .orElse(collected.cause)));
    }

    /**
     * Returns whether a write left the content of an existing row unchanged. Such a write is skipped, because no
     * finding can follow from it.
     */
    private static boolean isUnchanged(Optional<StoredRow> before, StoredRow after) {
        return before.flatMap(StreamRecordBatch::stored)
                .flatMap(known -> stored(after)
                        .filter(now -> known.isLive() == now.isLive()
                                && known.listed() == now.listed()
                                && known.content().equals(now.content())))
                .isPresent();
    }

    private static Optional<StoredRecord<?>> stored(StoredRow row) {
        return switch (row) {
            case StoredRow.IdentityRow(var _, var identity) -> Optional.of(identity);
            case StoredRow.GrantRow(var _, var _, var grant) -> Optional.of(grant);
            case StoredRow.CredentialRow(var _, var _, var credential) -> Optional.of(credential);
            case StoredRow.PersonRow(var _, var person) -> Optional.of(person);
            case StoredRow.EventRow(var _, var event) -> Optional.of(event);
            case StoredRow.UsageRow(var _, var usage) -> Optional.of(usage);
            case StoredRow.SummaryRow _, StoredRow.FindingRow _, StoredRow.ActivityRow _, StoredRow.Other _ ->
                Optional.empty();
        };
    }

    private Optional<Collected> add(Optional<StoredRow> before, StoredRow after, String sequenceNumber) {
        return switch (after) {
            case StoredRow.IdentityRow(TenantId tenant, StoredRecord<NonHumanIdentity> identity) ->
                collectChange(
                        collectedForIdentity(tenant, identity.content().id(), sequenceNumber),
                        new RowChange.OfIdentity(
                                before.map(row -> ((StoredRow.IdentityRow) row).identity()), identity));
            case StoredRow.GrantRow(TenantId tenant, IdentityId identityId, StoredRecord<Grant> grant) ->
                collectChange(
                        collectedForIdentity(tenant, identityId, sequenceNumber),
                        new RowChange.OfGrant(before.map(row -> ((StoredRow.GrantRow) row).grant()), grant));
            case StoredRow.CredentialRow(TenantId tenant, IdentityId holder, StoredRecord<Credential> credential) ->
                collectChange(
                        collectedForIdentity(tenant, holder, sequenceNumber),
                        new RowChange.OfCredential(
                                before.map(row -> ((StoredRow.CredentialRow) row).credential()), credential));
            case StoredRow.PersonRow(TenantId tenant, StoredRecord<Person> person) ->
                Optional.of(collectedFor(
                        new Subject.OnePerson(tenant, before.map(row -> ((StoredRow.PersonRow) row).person()), person),
                        sequenceNumber));
            case StoredRow.EventRow(TenantId tenant, var event) -> {
                Optional<Collected> about = event.content()
                        .about()
                        .toOptional()
                        .map(identity -> collectedForIdentity(tenant, identity, sequenceNumber));
                about.ifPresent(collected -> collected.events.add(event.content()));
                yield about;
            }
            case StoredRow.UsageRow(TenantId tenant, var usage) -> {
                Collected collected =
                        collectedForIdentity(tenant, usage.content().identity(), sequenceNumber);
                collected.used = Timestamp.latest(
                        collected.used, Timestamp.at(usage.content().lastAt()));
                yield Optional.of(collected);
            }
            // these rows contain Grantkeeper's own conclusions, which cause no findings
            case StoredRow.SummaryRow _, StoredRow.FindingRow _, StoredRow.ActivityRow _, StoredRow.Other _ ->
                Optional.empty();
        };
    }

    private static Optional<Collected> collectChange(Collected collected, RowChange change) {
        collected.changes.add(change);
        return Optional.of(collected);
    }

    private Collected collectedForIdentity(TenantId tenant, IdentityId identity, String sequenceNumber) {
        return collectedFor(new Subject.OneIdentity(tenant, identity), sequenceNumber);
    }

    private Collected collectedFor(Subject subject, String sequenceNumber) {
        return bySubject.computeIfAbsent(subject, _ -> new Collected(sequenceNumber));
    }
}
