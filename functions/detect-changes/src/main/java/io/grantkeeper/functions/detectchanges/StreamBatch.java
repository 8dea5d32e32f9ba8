package io.grantkeeper.functions.detectchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.grantkeeper.aws.dynamodb.StoredRow;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.detection.Change;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts a batch of stream records by what they are about. Rows of one identity come together, in the order of their
 * writes, so that each identity is read and summarised once a batch.
 */
final class StreamBatch {
    private final Map<Subject, Collected> bySubject = new LinkedHashMap<>();

    /** What records are about: one identity, or one write of a person's row. */
    sealed interface Subject {
        record OneIdentity(TenantId tenant, IdentityId identity) implements Subject {}

        record OnePerson(TenantId tenant, Optional<Stored<Person>> before, Stored<Person> after) implements Subject {}
    }

    /** What was collected of a subject, with the first record that speaks of it: from there it is delivered again. */
    static final class Collected {
        private final String firstSequenceNumber;
        private final List<Change> changes = new ArrayList<>();
        private Moment used = Moment.unknown();
        private String cause = "";
        private final List<AccessEvent> events = new ArrayList<>();

        private Collected(String firstSequenceNumber) {
            this.firstSequenceNumber = firstSequenceNumber;
        }

        String firstSequenceNumber() {
            return firstSequenceNumber;
        }

        /** What the latest of its writes goes back to; empty where that is not known. */
        String cause() {
            return cause;
        }

        IdentityChanges of(Subject.OneIdentity subject) {
            return new IdentityChanges(subject.tenant(), subject.identity(), changes, used, events);
        }
    }

    Map<Subject, Collected> bySubject() {
        return bySubject;
    }

    /**
     * Adds a record.
     *
     * @throws RuntimeException where its images are not rows that this code wrote
     */
    void add(DynamodbStreamRecord record) {
        String sequenceNumber = record.getDynamodb().getSequenceNumber();
        Optional<StoredRow> before = StreamImages.ofLambda(record.getDynamodb().getOldImage());
        Optional<StoredRow> after = StreamImages.ofLambda(record.getDynamodb().getNewImage());
        // Rows are marked as removed, never deleted; a record without a new image is housekeeping.
        after.filter(row -> !isObservedAgain(before, row))
                .ifPresent(row -> add(before, row, sequenceNumber)
                        .ifPresent(collected -> collected.cause = StreamImages.cause(
                                        record.getDynamodb().getNewImage())
                                .orElse(collected.cause)));
    }

    /** Whether a write said only that what is known was seen again: nothing follows from it, and it is free to skip. */
    private static boolean isObservedAgain(Optional<StoredRow> before, StoredRow after) {
        return before.flatMap(StreamBatch::stored)
                .flatMap(known -> stored(after)
                        .filter(now -> known.isLive() == now.isLive()
                                && known.content().equals(now.content())))
                .isPresent();
    }

    private static Optional<Stored<?>> stored(StoredRow row) {
        return switch (row) {
            case StoredRow.IdentityRow(var _, var identity) -> Optional.of(identity);
            case StoredRow.GrantRow(var _, var _, var grant) -> Optional.of(grant);
            case StoredRow.CredentialRow(var _, var _, var credential) -> Optional.of(credential);
            case StoredRow.PersonRow(var _, var person) -> Optional.of(person);
            case StoredRow.EventRow(var _, var event) -> Optional.of(event);
            case StoredRow.UsageRow(var _, var usage) -> Optional.of(usage);
            case StoredRow.SummaryRow _, StoredRow.FindingRow _, StoredRow.Other _ -> Optional.empty();
        };
    }

    private Optional<Collected> add(Optional<StoredRow> before, StoredRow after, String sequenceNumber) {
        return switch (after) {
            case StoredRow.IdentityRow(TenantId tenant, Stored<NonHumanIdentity> identity) ->
                change(
                        about(tenant, identity.content().id(), sequenceNumber),
                        new Change.OfIdentity(before.map(row -> ((StoredRow.IdentityRow) row).identity()), identity));
            case StoredRow.GrantRow(TenantId tenant, IdentityId holder, Stored<Grant> grant) ->
                change(
                        about(tenant, holder, sequenceNumber),
                        new Change.OfGrant(before.map(row -> ((StoredRow.GrantRow) row).grant()), grant));
            case StoredRow.CredentialRow(TenantId tenant, IdentityId holder, Stored<Credential> credential) ->
                change(
                        about(tenant, holder, sequenceNumber),
                        new Change.OfCredential(
                                before.map(row -> ((StoredRow.CredentialRow) row).credential()), credential));
            case StoredRow.PersonRow(TenantId tenant, Stored<Person> person) ->
                Optional.of(collected(
                        new Subject.OnePerson(tenant, before.map(row -> ((StoredRow.PersonRow) row).person()), person),
                        sequenceNumber));
            case StoredRow.EventRow(TenantId tenant, var event) -> {
                Optional<Collected> about =
                        event.content().about().toOptional().map(identity -> about(tenant, identity, sequenceNumber));
                about.ifPresent(collected -> collected.events.add(event.content()));
                yield about;
            }
            case StoredRow.UsageRow(TenantId tenant, var usage) -> {
                Collected collected = about(tenant, usage.content().identity(), sequenceNumber);
                collected.used =
                        Moment.latest(collected.used, Moment.at(usage.content().lastAt()));
                yield Optional.of(collected);
            }
            // our own writes: nothing follows from them
            case StoredRow.SummaryRow _, StoredRow.FindingRow _, StoredRow.Other _ -> Optional.empty();
        };
    }

    private static Optional<Collected> change(Collected collected, Change change) {
        collected.changes.add(change);
        return Optional.of(collected);
    }

    private Collected about(TenantId tenant, IdentityId identity, String sequenceNumber) {
        return collected(new Subject.OneIdentity(tenant, identity), sequenceNumber);
    }

    private Collected collected(Subject subject, String sequenceNumber) {
        return bySubject.computeIfAbsent(subject, _ -> new Collected(sequenceNumber));
    }
}
