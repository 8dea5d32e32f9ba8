package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.OTHER;
import static io.grantkeeper.store.testkit.ModelSamples.app;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.batch;
import static io.grantkeeper.store.testkit.ModelSamples.email;
import static io.grantkeeper.store.testkit.ModelSamples.finding;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.grant;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static io.grantkeeper.store.testkit.ModelSamples.key;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static io.grantkeeper.store.testkit.ModelSamples.person;
import static io.grantkeeper.store.testkit.ModelSamples.recognizedAs;
import static io.grantkeeper.store.testkit.ModelSamples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityGrant;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.store.SummaryIndexEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link AccessStore} must pass. */
@DisplayName("An access store")
public abstract class AccessStoreContract {
    private static final IdentityId NOTES = appId("notes");
    private static final RowKey DANAS_GRANT = RowKey.grant(NOTES, "user/dana");

    private final TenantId tenant = freshTenant();

    protected abstract AccessStore store();

    /** Returns the finding store from which the access store reads the findings in identity records. */
    protected abstract FindingStore findings();

    private ObservationBatchOutcome apply(Instant at, AccessObservation... observations) {
        return store().apply(tenant, batch(at, observations));
    }

    private IdentityRecord notes() {
        return store().identityRecord(tenant, NOTES).orElseThrow();
    }

    private StoredRecord<Grant> danasGrant() {
        return notes().grants().stream()
                .filter(grant -> grant.content().key().equals("user/dana"))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    @DisplayName("when rows are applied")
    class ApplyingRows {
        @Test
        void returnsIdentityWithGrantsAndCredentialsInOneRecord() {
            ObservationBatchOutcome outcome = apply(
                    minute(0),
                    granted("notes", DANA, "mail.read"),
                    granted("notes", ERIN, "calendar.read"),
                    new AccessObservation.CredentialObserved(app("notes"), key("k1")),
                    granted("other", DANA, "files.read"));

            assertThat(outcome).isEqualTo(new ObservationBatchOutcome(4, 0, 0));
            IdentityRecord identityRecord = notes();
            assertThat(identityRecord.identity().content()).isEqualTo(app("notes"));
            assertThat(identityRecord.grants())
                    .extracting(StoredRecord::content)
                    .containsExactlyInAnyOrder(grant(DANA, "mail.read"), grant(ERIN, "calendar.read"));
            assertThat(identityRecord.credentials())
                    .extracting(StoredRecord::content)
                    .containsExactly(key("k1"));
            assertThat(identityRecord.summary()).isEmpty();
        }

        @Test
        void countsRowsOfRepeatedBatchAsUnchanged() {
            AccessObservation one = granted("notes", DANA, "mail.read");
            apply(minute(0), one);
            StoredRecord<Grant> before = danasGrant();

            assertThat(apply(minute(0), one)).isEqualTo(new ObservationBatchOutcome(0, 1, 0));
            assertThat(danasGrant()).isEqualTo(before);
        }

        @Test
        void keepsFirstSeenAndUpdatesObservedAt() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            assertThat(apply(minute(5), granted("notes", DANA, "mail.read", "mail.send")))
                    .isEqualTo(new ObservationBatchOutcome(1, 0, 0));
            assertThat(danasGrant())
                    .isEqualTo(new StoredRecord<>(
                            grant(DANA, "mail.read", "mail.send"), minute(0), minute(5), Optional.empty(), false));

            assertThat(apply(minute(9), granted("notes", DANA, "mail.read", "mail.send")))
                    .isEqualTo(new ObservationBatchOutcome(0, 1, 0));
            assertThat(danasGrant().observedAt()).isEqualTo(minute(9));
        }

        @Test
        void recordsStreamFromWhichCurrentContentWasRead() {
            StreamId tokens = new StreamId("tokens");
            store().apply(
                            tenant,
                            new ObservationBatch(
                                    minute(0),
                                    Optional.of(tokens),
                                    false,
                                    List.of(granted("notes", DANA, "mail.read"))));
            assertThat(danasGrant().stream()).contains(tokens);
            assertThat(store().identityRecord(tenant, appId("notes")).orElseThrow().identity().stream())
                    .contains(tokens);

            store().remove(
                            tenant,
                            List.of(RowKey.grant(appId("notes"), grant(DANA).key())),
                            minute(1));
            assertThat(danasGrant().stream()).contains(tokens);

            apply(minute(5), granted("notes", DANA, "mail.send"));
            assertThat(danasGrant().stream()).isEmpty();
        }

        @Test
        void ignoresObservationOlderThanStoredRow() {
            apply(minute(5), granted("notes", DANA, "mail.send"));
            assertThat(apply(minute(1), granted("notes", DANA, "mail.read")))
                    .isEqualTo(new ObservationBatchOutcome(0, 0, 1));
            assertThat(danasGrant().content()).isEqualTo(grant(DANA, "mail.send"));
        }

        @Test
        void comparesObservationTimesWithNanosecondPrecision() {
            Instant just = minute(5).plusNanos(1);
            apply(just, granted("notes", DANA, "mail.send"));
            assertThat(apply(minute(5), granted("notes", DANA, "mail.read")).late())
                    .isEqualTo(1);
            assertThat(danasGrant().observedAt()).isEqualTo(just);
        }

        @Test
        void resolvesConflictingObservationsOfSameTimeRegardlessOfOrder() {
            apply(minute(0), granted("notes", DANA, "a"));
            apply(minute(0), granted("notes", DANA, "b"));
            apply(minute(0), granted("other", DANA, "b"));
            apply(minute(0), granted("other", DANA, "a"));
            StoredRecord<Grant> other = store().identityRecord(tenant, appId("other"))
                    .orElseThrow()
                    .grants()
                    .getFirst();
            assertThat(danasGrant().content()).isEqualTo(other.content());
        }

        @Test
        void recordsWhetherIdentityIsListedSeparatelyRegardlessOfOrder() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            assertThat(notes().identity().listed()).isFalse();
            apply(minute(1), new AccessObservation.IdentityObserved(app("notes")));
            assertThat(notes().identity().listed()).isTrue();
            apply(minute(2), granted("notes", ERIN, "mail.read"));
            store().remove(tenant, List.of(RowKey.identity(app("notes").id())), minute(3));
            assertThat(notes().identity()).returns(true, StoredRecord::listed).returns(false, StoredRecord::isLive);
        }

        @Test
        void recordsThatIdentityIsListedEvenIfObservationIsLate() {
            apply(minute(5), granted("notes", DANA, "mail.read"));
            apply(minute(1), new AccessObservation.IdentityObserved(app("notes")));
            assertThat(notes().identity())
                    .returns(true, StoredRecord::listed)
                    .returns(minute(5), StoredRecord::observedAt);
        }

        @Test
        void recordsWhetherRowBelongsToBaseline() {
            AccessObservation one = granted("notes", DANA, "mail.read");
            store().apply(tenant, new ObservationBatch(minute(0), true, List.of(one)));
            apply(minute(1), granted("notes", DANA, "mail.send"), granted("notes", ERIN, "mail.read"));
            assertThat(notes().grants())
                    .extracting(row -> row.content().key(), StoredRecord::baseline)
                    .containsExactlyInAnyOrder(tuple("user/dana", true), tuple("user/erin", false));
        }

        @Test
        void rewritesIdentityOnlyIfItsContentChanges() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            apply(minute(1), granted("notes", ERIN, "mail.read"));
            assertThat(notes().identity().observedAt()).isEqualTo(minute(0));

            NonHumanIdentity renamed = app("notes").withAttributes(Map.of("website", "https://notes.example"));
            apply(minute(2), new AccessObservation.GrantObserved(renamed, grant(ERIN, "mail.read")));
            assertThat(notes().identity().content()).isEqualTo(renamed);
            assertThat(notes().identity().firstSeen()).isEqualTo(minute(0));
            assertThat(notes().identity().observedAt()).isEqualTo(minute(2));
        }

        @Test
        void storesHundredsOfRowsFromOneBatch() {
            List<AccessObservation> rows = new ArrayList<>();
            for (int i = 0; i < 230; i++) {
                rows.add(granted("notes", new PersonId(ACME, "p" + i), "mail.read"));
                rows.add(granted("app-" + i, DANA, "mail.read"));
            }
            assertThat(store().apply(tenant, new ObservationBatch(minute(0), true, rows)))
                    .isEqualTo(new ObservationBatchOutcome(460, 0, 0));
            assertThat(notes().grants()).hasSize(230);
            assertThat(store().outline(tenant, appId("app-229"))).isPresent();
        }

        @Test
        void storesLongIdsAndIdsWithSeparatorsOrSpaces() {
            IdentityId odd = appId("a/b#c|d e\n" + "ü".repeat(300));
            PersonId person = new PersonId(ACME, "x#y/z " + "é".repeat(600));
            NonHumanIdentity identity = NonHumanIdentity.of(odd, ModelSamples.GOOGLE, "oauth-client", "Odd");
            Grant grant = Grant.of(
                    "user/" + person.externalId(),
                    GrantSubject.person(person),
                    "google",
                    PermissionKind.DELEGATED,
                    List.of("a"));
            apply(
                    minute(0),
                    new AccessObservation.GrantObserved(identity, grant),
                    new AccessObservation.PersonObserved(person(person)));

            IdentityRecord identityRecord = store().identityRecord(tenant, odd).orElseThrow();
            assertThat(identityRecord.identity().content()).isEqualTo(identity);
            assertThat(identityRecord.grants())
                    .extracting(StoredRecord::content)
                    .containsExactly(grant);
            assertThat(store().grantsOf(tenant, person, 10, Optional.empty()).items())
                    .containsExactly(
                            new IdentityGrant(odd, identityRecord.grants().getFirst()));
            assertThat(store().person(tenant, person)).isPresent();
            assertThat(store().remove(
                                    tenant, List.of(RowKey.grant(odd, grant.key()), RowKey.person(person)), minute(1)))
                    .isEqualTo(2);
        }

        @Test
        void writesRestOfBatchBeforeReportingOversizedRow() {
            String[] scopes = new String[12_000];
            for (int i = 0; i < scopes.length; i++) {
                scopes[i] = "https://scopes.example/auth/very.long.scope." + i;
            }
            AccessObservation large = granted("notes", DANA, scopes);
            assertThatThrownBy(() -> apply(
                            minute(0), granted("notes", ERIN, "mail.read"), large, granted("other", ERIN, "mail.read")))
                    .isInstanceOfSatisfying(
                            ItemTooLargeException.class,
                            e -> assertThat(e.key()).isEqualTo(DANAS_GRANT))
                    .hasMessageContaining("bytes, which exceeds the store's limit of");
            assertThat(notes().grants()).extracting(StoredRecord::content).containsExactly(grant(ERIN, "mail.read"));
            assertThat(store().identityRecord(tenant, appId("other"))).isPresent();
        }

        @Test
        void acceptsEmptyBatch() {
            assertThat(apply(minute(0))).isEqualTo(new ObservationBatchOutcome(0, 0, 0));
        }
    }

    @Nested
    @DisplayName("when rows are removed")
    class RemovingRows {
        @Test
        void marksRowsAsRemovedAndKeepsTheirContent() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            assertThat(store().remove(tenant, List.of(DANAS_GRANT), minute(1))).isEqualTo(1);
            assertThat(danasGrant())
                    .isEqualTo(new StoredRecord<>(
                            grant(DANA, "mail.read"), minute(0), minute(0), Optional.of(minute(1)), false));
        }

        @Test
        void doesNotRemoveRowsThatAreUnknownAlreadyRemovedOrObservedLater() {
            apply(minute(5), granted("notes", DANA, "mail.read"));
            assertThat(store().remove(tenant, List.of(DANAS_GRANT), minute(4))).isZero();
            assertThat(danasGrant().isLive()).isTrue();
            store().remove(tenant, List.of(DANAS_GRANT), minute(6));
            assertThat(store().remove(tenant, List.of(DANAS_GRANT), minute(7))).isZero();
            assertThat(danasGrant().removedAt()).contains(minute(6));
            assertThat(store().remove(tenant, List.of(RowKey.grant(NOTES, "user/nobody")), minute(9)))
                    .isZero();
            assertThat(notes().grants()).hasSize(1);
        }

        @Test
        void restoresRemovedRowWhenObservedAgain() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            store().remove(tenant, List.of(DANAS_GRANT), minute(1));
            assertThat(apply(minute(2), granted("notes", DANA, "mail.read")))
                    .isEqualTo(new ObservationBatchOutcome(1, 0, 0));
            assertThat(danasGrant())
                    .isEqualTo(new StoredRecord<>(
                            grant(DANA, "mail.read"), minute(0), minute(2), Optional.empty(), false));
        }

        @Test
        void keepsRowRemovedIfObservationPrecedesRemoval() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            store().remove(tenant, List.of(DANAS_GRANT), minute(5));
            assertThat(apply(minute(3), granted("notes", DANA, "mail.send")).late())
                    .isEqualTo(1);
            assertThat(danasGrant().removedAt()).contains(minute(5));
        }

        @Test
        void restoresRemovedIdentityWhenItReceivesNewGrant() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            store().remove(tenant, List.of(RowKey.identity(NOTES)), minute(1));
            apply(minute(2), granted("notes", ERIN, "mail.read"));
            assertThat(notes().identity().isLive()).isTrue();
        }

        @Test
        void removesManyRowsAndReturnsNumberOfRemovedRows() {
            List<AccessObservation> rows = new ArrayList<>();
            List<RowKey> keys = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                rows.add(granted("notes", new PersonId(ACME, "p" + i), "mail.read"));
                keys.add(rows.getLast().key());
            }
            store().apply(tenant, new ObservationBatch(minute(0), true, rows));
            keys.add(keys.getFirst());
            assertThat(store().remove(tenant, keys, minute(1))).isEqualTo(120);
            assertThat(notes().grants()).noneMatch(StoredRecord::isLive);
        }
    }

    @Nested
    @DisplayName("with evidence from logs")
    class LogEvidence {
        private final AccessEvent event = new AccessEvent(
                "row-1",
                AccessEventType.GRANT_GIVEN,
                KnownOrUnknown.known(NOTES),
                KnownOrUnknown.known(DANA),
                minute(0),
                new TreeMap<>(Map.of("scopes", "mail.read")));

        private DailyUsage usage(int minute, String... calls) {
            return usage(0, minute, calls);
        }

        private DailyUsage usage(int daysLater, int minute, String... calls) {
            return new DailyUsage(
                    NOTES,
                    KnownOrUnknown.known(DANA),
                    LocalDate.parse("2026-03-01").plusDays(daysLater),
                    minute(minute).plus(Duration.ofDays(daysLater)),
                    new TreeSet<>(List.of(calls)));
        }

        @Test
        void storesRepeatedEventOnce() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            assertThat(apply(minute(1), new AccessObservation.EventObserved(event)))
                    .isEqualTo(new ObservationBatchOutcome(1, 0, 0));
            assertThat(apply(minute(9), new AccessObservation.EventObserved(event)))
                    .isEqualTo(new ObservationBatchOutcome(0, 1, 0));
            assertThat(notes().events()).containsExactly(event);
        }

        @Test
        void storesEventWhoseIdentityIsUnknown() {
            AccessEvent nobody = new AccessEvent(
                    "row-2",
                    AccessEventType.SIGNED_IN,
                    KnownOrUnknown.unknown(),
                    KnownOrUnknown.unknown(),
                    minute(0),
                    new TreeMap<>());
            assertThat(apply(minute(0), new AccessObservation.EventObserved(nobody)))
                    .isEqualTo(new ObservationBatchOutcome(1, 0, 0));
            assertThat(apply(minute(0), new AccessObservation.EventObserved(nobody)))
                    .isEqualTo(new ObservationBatchOutcome(0, 1, 0));
        }

        @Test
        void mergesUsageOfOneDayRegardlessOfOrder() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            apply(minute(9), new AccessObservation.UsageObserved(usage(8, "list")));
            ObservationBatchOutcome earlier = apply(
                    minute(5),
                    new AccessObservation.UsageObserved(usage(3, "get")),
                    new AccessObservation.UsageObserved(usage(4, "send")));
            assertThat(earlier.written()).isEqualTo(1);
            assertThat(apply(minute(9), new AccessObservation.UsageObserved(usage(3, "get"))))
                    .isEqualTo(new ObservationBatchOutcome(0, 1, 0));
            assertThat(notes().usage()).containsExactly(UsageHistory.of(usage(8, "get", "list", "send")));
        }

        @Test
        void storesUsageOfAllDaysInOneRow() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            apply(
                    minute(1),
                    new AccessObservation.UsageObserved(usage(30, 1, "list")),
                    new AccessObservation.UsageObserved(usage(0, 1, "send")));
            apply(minute(2), new AccessObservation.UsageObserved(usage(12, 1, "list")));
            assertThat(apply(minute(3), new AccessObservation.UsageObserved(usage(12, 1, "list"))))
                    .isEqualTo(new ObservationBatchOutcome(0, 1, 0));
            UsageHistory whole = UsageHistory.of(usage(12, 1, "list"))
                    .merge(UsageHistory.of(usage(0, 1, "send")))
                    .merge(UsageHistory.of(usage(30, 1, "list")));
            assertThat(notes().usage()).containsExactly(whole);
        }

        @Test
        void keepsUsageOfDifferentPeopleSeparate() {
            apply(minute(0), granted("notes", DANA, "mail.read"), granted("notes", ERIN, "mail.read"));
            DailyUsage erins = new DailyUsage(
                    NOTES,
                    KnownOrUnknown.known(ERIN),
                    LocalDate.parse("2026-03-01"),
                    minute(2),
                    new TreeSet<>(List.of("get")));
            apply(
                    minute(1),
                    new AccessObservation.UsageObserved(usage(1, "list")),
                    new AccessObservation.UsageObserved(erins));
            assertThat(notes().usage())
                    .containsExactlyInAnyOrder(UsageHistory.of(usage(1, "list")), UsageHistory.of(erins));
        }

        @Test
        void neverRemovesEventsOrUsage() {
            AccessObservation usage = new AccessObservation.UsageObserved(usage(0, "list"));
            AccessObservation seen = new AccessObservation.EventObserved(event);
            apply(minute(0), granted("notes", DANA, "mail.read"), usage, seen);
            assertThat(store().remove(tenant, List.of(usage.key(), seen.key()), minute(9)))
                    .isZero();
            assertThat(notes().usage()).hasSize(1);
            assertThat(notes().events()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("when people are looked up")
    class People {
        @Test
        void findsPeopleByIdByConnectionAndByEmail() {
            PersonId danaAtGithub = new PersonId(OTHER, "dana-codes");
            Person github = Person.of(danaAtGithub, "Dana", KnownOrUnknown.known(email(DANA)), EmploymentStatus.ACTIVE);
            Person hidden = Person.of(ERIN, "Erin", KnownOrUnknown.unknown(), EmploymentStatus.SUSPENDED);
            apply(
                    minute(0),
                    new AccessObservation.PersonObserved(person(DANA)),
                    new AccessObservation.PersonObserved(github),
                    new AccessObservation.PersonObserved(hidden));

            assertThat(store().person(tenant, ERIN).orElseThrow().content()).isEqualTo(hidden);
            assertThat(store().person(tenant, new PersonId(ACME, "nobody"))).isEmpty();
            assertThat(store().peopleById(tenant, List.of(ERIN, danaAtGithub, new PersonId(ACME, "nobody")))
                            .values())
                    .extracting(StoredRecord::content)
                    .containsExactlyInAnyOrder(hidden, github);
            assertThat(store().peopleById(freshTenant(), List.of(ERIN))).isEmpty();
            assertThat(peopleOf(ACME)).containsExactlyInAnyOrder(person(DANA), hidden);
            assertThat(peopleOf(OTHER)).containsExactly(github);
            assertThat(store().peopleByEmail(tenant, email(DANA)))
                    .extracting(StoredRecord::content)
                    .containsExactlyInAnyOrder(person(DANA), github);
            assertThat(store().peopleByEmail(tenant, "nobody@acme.example")).isEmpty();
        }

        @Test
        void findsPersonOnlyByCurrentEmail() {
            apply(minute(0), new AccessObservation.PersonObserved(person(DANA)));
            Person renamed =
                    Person.of(DANA, "Dana", KnownOrUnknown.known("dana.new@acme.example"), EmploymentStatus.ACTIVE);
            apply(minute(1), new AccessObservation.PersonObserved(renamed));
            assertThat(store().peopleByEmail(tenant, email(DANA))).isEmpty();
            assertThat(store().peopleByEmail(tenant, "dana.new@acme.example")).hasSize(1);
            apply(
                    minute(2),
                    new AccessObservation.PersonObserved(
                            Person.of(DANA, "Dana", KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE)));
            assertThat(store().peopleByEmail(tenant, "dana.new@acme.example")).isEmpty();
        }

        @Test
        void returnsPeopleInSlicesOfRequestedSize() {
            List<AccessObservation> rows = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                rows.add(new AccessObservation.PersonObserved(person(new PersonId(ACME, "p" + i))));
            }
            store().apply(tenant, new ObservationBatch(minute(0), true, rows));
            assertThat(store().people(tenant, ACME, 10, Optional.empty()).items())
                    .hasSize(10);
            assertThat(StorePage.readAll(from -> store().people(tenant, ACME, 10, from)))
                    .hasSize(25)
                    .doesNotHaveDuplicates();
        }

        private List<Person> peopleOf(ConnectionId connection) {
            return store().people(tenant, connection, 10, Optional.empty()).items().stream()
                    .map(StoredRecord::content)
                    .toList();
        }
    }

    @Nested
    @DisplayName("when a person's grants are queried")
    class GrantsOfPerson {
        @Test
        void findsLiveAndRemovedGrantsFromPersonToAnyIdentity() {
            apply(
                    minute(0),
                    granted("notes", DANA, "mail.read"),
                    granted("other", DANA, "files.read"),
                    granted("notes", ERIN, "mail.read"));
            store().remove(tenant, List.of(DANAS_GRANT), minute(1));

            List<IdentityGrant> held = StorePage.readAll(from -> store().grantsOf(tenant, DANA, 1, from));
            assertThat(held).extracting(IdentityGrant::holder).containsExactlyInAnyOrder(NOTES, appId("other"));
            assertThat(held)
                    .filteredOn(one -> one.holder().equals(NOTES))
                    .allSatisfy(one -> assertThat(one.grant().removedAt()).contains(minute(1)));
        }

        @Test
        void omitsTenantWideGrantsFromGrantsOfPerson() {
            Grant wide = Grant.of(
                    "tenant", GrantSubject.tenant(), "google", PermissionKind.APPLICATION, List.of("mail.read"));
            apply(minute(0), new AccessObservation.GrantObserved(app("notes"), wide));
            assertThat(store().grantsOf(tenant, DANA, 10, Optional.empty()).items())
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("with summaries")
    class Summaries {
        @Test
        void rejectsWriteBasedOnOldVersion() {
            IdentitySummary first = summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
            store().saveSummary(tenant, first);
            assertThatThrownBy(() -> store().saveSummary(tenant, first)).isInstanceOf(ConcurrentWriteException.class);
            store().saveSummary(tenant, first.withVersion(1));
            assertThatThrownBy(() -> store().saveSummary(tenant, first.withVersion(1)))
                    .isInstanceOf(ConcurrentWriteException.class);
            assertThatThrownBy(() -> store().saveSummary(tenant, first.withVersion(5)))
                    .isInstanceOf(ConcurrentWriteException.class);
        }

        @Test
        void returnsSummaryInOutlineAndInFullRecord() {
            apply(minute(0), granted("notes", DANA, "mail.read"));
            IdentitySummary summary = summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
            store().saveSummary(tenant, summary);
            Finding finding = finding(NOTES, "f1", Severity.HIGH);
            findings().open(tenant, finding, Optional.of(DANA));

            IdentityRecord overview = store().outline(tenant, NOTES).orElseThrow();
            assertThat(overview.identity().content()).isEqualTo(app("notes"));
            assertThat(overview.summary()).contains(summary.withVersion(1));
            assertThat(overview.grants()).isEmpty();
            assertThat(overview.findings()).isEmpty();
            assertThat(notes().summary()).contains(summary.withVersion(1));
            assertThat(notes().findings()).containsExactly(finding);
            assertThat(store().outline(tenant, appId("nobody"))).isEmpty();
            assertThat(store().identityRecord(tenant, appId("nobody"))).isEmpty();
        }

        @Test
        void listsOnlyIdentitiesThatMatchQuery() {
            IdentitySummary notes = summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
            IdentitySummary bot = summary(
                    new IdentityId(OTHER, IdentityKind.BOT, "bot"),
                    IdentityStatus.SUSPENDED,
                    Severity.LOW,
                    Optional.empty());
            store().saveSummary(tenant, notes);
            store().saveSummary(tenant, bot);

            assertThat(list(new IdentityQuery.OfConnection(ACME))).containsExactly(NOTES);
            assertThat(list(new IdentityQuery.OfKind(IdentityKind.BOT))).containsExactly(bot.id());
            assertThat(list(new IdentityQuery.OfStatus(IdentityStatus.SUSPENDED)))
                    .containsExactly(bot.id());
            assertThat(list(new IdentityQuery.OfSeverity(Severity.HIGH))).containsExactly(NOTES);
            assertThat(list(new IdentityQuery.OfOwner(DANA))).containsExactly(NOTES);
            assertThat(list(new IdentityQuery.OfOwner(ERIN))).isEmpty();
        }

        @Test
        void listsIdentitiesOfOneProductAcrossConnections() {
            IdentityId elsewhere = new IdentityId(OTHER, IdentityKind.BOT, "claude");
            IdentitySummary notes = summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty());
            IdentitySummary bot = summary(elsewhere, IdentityStatus.ACTIVE, Severity.LOW, Optional.empty());
            store().saveSummary(tenant, recognizedAs("claude", notes));
            store().saveSummary(tenant, recognizedAs("claude", bot));
            assertThat(list(new IdentityQuery.OfProduct("claude"))).containsExactlyInAnyOrder(NOTES, elsewhere);
            assertThat(list(new IdentityQuery.OfProduct("otter"))).isEmpty();
            store().saveSummary(tenant, bot.withVersion(1));
            assertThat(list(new IdentityQuery.OfProduct("claude"))).containsExactly(NOTES);
        }

        @Test
        void storesUsageReviewInSummary() {
            UsageReview review =
                    new UsageReview(31, List.of("mail.read"), List.of("mail.send"), List.of("send mail"), "…");
            IdentitySummary notes = summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.empty());
            apply(minute(0), granted("notes", DANA, "mail.read"));
            store().saveSummary(tenant, notes.withUse(review, minute(1)));
            assertThat(notes().summary().flatMap(IdentitySummary::use)).contains(review);
        }

        @Test
        void movesIdentityBetweenListsWhenSummaryChanges() {
            store().saveSummary(tenant, summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
            IdentitySummary gone = summary(NOTES, IdentityStatus.GONE, Severity.LOW, Optional.empty());
            store().saveSummary(tenant, gone.withVersion(1));
            assertThat(list(new IdentityQuery.OfStatus(IdentityStatus.ACTIVE))).isEmpty();
            assertThat(list(new IdentityQuery.OfStatus(IdentityStatus.GONE))).containsExactly(NOTES);
            assertThat(list(new IdentityQuery.OfSeverity(Severity.HIGH))).isEmpty();
            assertThat(list(new IdentityQuery.OfOwner(DANA))).isEmpty();
        }

        @Test
        void returnsSlicesWithoutGapsOrDuplicates() {
            for (int i = 0; i < 23; i++) {
                store().saveSummary(
                                tenant, summary(appId("a" + i), IdentityStatus.ACTIVE, Severity.LOW, Optional.empty()));
            }
            assertThat(list(new IdentityQuery.OfConnection(ACME))).hasSize(23).doesNotHaveDuplicates();
        }

        @Test
        void listsSummariesThatChangedSinceGivenTime() {
            store().saveSummary(tenant, changed("early", Severity.LOW, minute(0)));
            store().saveSummary(tenant, changed("late", Severity.LOW, minute(3)));
            store().saveSummary(tenant, changed("high", Severity.HIGH, minute(4)));

            assertThat(entries(Severity.LOW, Optional.empty())).containsExactly(minute(0), minute(3));
            assertThat(entries(Severity.LOW, Optional.of(minute(1)))).containsExactly(minute(3));
            assertThat(entries(Severity.LOW, Optional.of(minute(3).plusSeconds(59))))
                    .as("the minute of the time is included")
                    .containsExactly(minute(3));
            assertThat(entries(Severity.HIGH, Optional.of(minute(1)))).containsExactly(minute(4));

            store().saveSummary(
                            tenant, changed("early", Severity.LOW, minute(5)).withVersion(1));
            assertThat(entries(Severity.LOW, Optional.empty())).containsExactly(minute(3), minute(5));
        }

        @Test
        void readsSummariesOfListedEntries() {
            List<IdentitySummary> saved = new ArrayList<>();
            for (int i = 0; i < 230; i++) {
                IdentitySummary summary = changed("a" + i, Severity.LOW, minute(i % 3));
                store().saveSummary(tenant, summary);
                saved.add(summary.withVersion(1));
            }
            List<String> keys =
                    StorePage.readAll(from -> store().summaryEntries(tenant, Severity.LOW, Optional.empty(), 50, from))
                            .stream()
                            .map(SummaryIndexEntry::key)
                            .toList();
            assertThat(keys).hasSize(230);
            assertThat(store().summaries(tenant, keys).keySet()).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(store().summaries(tenant, keys).values()).containsExactlyInAnyOrderElementsOf(saved);
            assertThat(store().summaries(freshTenant(), keys)).isEmpty();
            assertThat(store().summaries(tenant, List.of())).isEmpty();
        }

        private List<Instant> entries(Severity severity, Optional<Instant> since) {
            return StorePage.readAll(from -> store().summaryEntries(tenant, severity, since, 1, from)).stream()
                    .map(entry -> entry.changedIn().orElseThrow())
                    .toList();
        }

        private static IdentitySummary changed(String name, Severity severity, Instant at) {
            return summary(appId(name), IdentityStatus.ACTIVE, severity, Optional.of(DANA))
                    .withApproval(Optional.empty(), at);
        }

        private List<IdentityId> list(IdentityQuery query) {
            return StorePage.readAll(from -> store().identities(tenant, query, 5, from)).stream()
                    .map(IdentitySummary::id)
                    .toList();
        }
    }

    @Test
    @DisplayName("never shows one tenant another tenant's data")
    void separatesTenants() {
        apply(minute(0), granted("notes", DANA, "mail.read"), new AccessObservation.PersonObserved(person(DANA)));
        store().saveSummary(tenant, summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        TenantId stranger = freshTenant();
        Function<IdentityQuery, List<IdentitySummary>> list = query ->
                store().identities(stranger, query, 5, Optional.empty()).items();

        assertThat(store().identityRecord(stranger, NOTES)).isEmpty();
        assertThat(store().outline(stranger, NOTES)).isEmpty();
        assertThat(store().person(stranger, DANA)).isEmpty();
        assertThat(store().peopleByEmail(stranger, email(DANA))).isEmpty();
        assertThat(store().people(stranger, ACME, 5, Optional.empty()).items()).isEmpty();
        assertThat(store().grantsOf(stranger, DANA, 5, Optional.empty()).items())
                .isEmpty();
        assertThat(list.apply(new IdentityQuery.OfConnection(ACME))).isEmpty();
        assertThat(list.apply(new IdentityQuery.OfOwner(DANA))).isEmpty();
        assertThat(store().remove(stranger, List.of(DANAS_GRANT), minute(9))).isZero();
        assertThat(danasGrant().isLive()).isTrue();
    }
}
