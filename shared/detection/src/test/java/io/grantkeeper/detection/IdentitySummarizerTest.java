package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.DEPLOYER;
import static io.grantkeeper.detection.DetectionSamples.GOOGLE;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.OTTER;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.identityRecord;
import static io.grantkeeper.detection.DetectionSamples.removed;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of an identity")
class IdentitySummarizerTest {
    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    @Test
    void namesProductAndEvidenceForAiVerdict() {
        IdentitySummary summary = detector.summary(identityRecord(OTTER, seen(danas(CALENDAR_READ), MONDAY)), TUESDAY);
        assertThat(summary.ai()).isEqualTo(AiVerdict.YES);
        assertThat(summary.product()).isPresent();
        assertThat(summary.recognition()).isNotEmpty();
    }

    @Test
    void setsStatusToGoneWhenLastGrantIsRemoved() {
        assertThat(detector.summary(identityRecord(PAYROLL, removed(danas(MAIL), TUESDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.GONE);
    }

    @Test
    void setsStatusToRequestedWhileNothingIsGranted() {
        Grant request = danas(MAIL).withStanding(ProviderStatus.REQUESTED);
        assertThat(detector.summary(identityRecord(PAYROLL, seen(request, MONDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.REQUESTED);
    }

    @Test
    void ranksInstallerBeforeConsentingUser() {
        PersonId lee = new PersonId(GOOGLE, "1002");
        var identity =
                PAYROLL.withOwnerClues(Set.of(new OwnerEvidenceItem(lee, OwnerRole.INSTALLER, Timestamp.at(MONDAY))));
        List<OwnerCandidate> owners = detector.summary(identityRecord(identity, seen(danas(MAIL), MONDAY)), TUESDAY)
                .owners();
        assertThat(owners).extracting(OwnerCandidate::person).containsExactly(lee, DANA);
        assertThat(owners.getFirst().evidence()).containsExactly("installed it on 2026-11-23");
    }

    @Test
    void omitsConsentDateIfProviderStatesNone() {
        Grant undated = danas(MAIL);
        assertThat(owners(undated))
                .singleElement()
                .satisfies(owner -> assertThat(owner.evidence()).containsExactly("gave it access"));
        Grant dated = undated.withGranted(KnownOrUnknown.known(DANA), Timestamp.at(MONDAY));
        assertThat(owners(dated))
                .singleElement()
                .satisfies(owner -> assertThat(owner.evidence()).containsExactly("gave it access on 2026-11-23"));
    }

    private List<OwnerCandidate> owners(Grant grant) {
        return detector.summary(identityRecord(PAYROLL, seen(grant, MONDAY)), TUESDAY)
                .owners();
    }

    /**
     * Tests that the summary is the same whether it is derived from all rows at once or extended batch by batch,
     * regardless of how the rows are ordered and split. If the summary cannot be extended, it is derived from the rows
     * that were added so far.
     */
    @Property(seed = "20", tries = 300)
    void derivesSameSummaryRegardlessOfRowOrderAndBatching(
            @ForAll("identities") NonHumanIdentity identity, @ForAll("rows") List<Row> rows, @ForAll Random random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        IdentitySummary all = detector.summary(recordOf(identity, shuffled, Optional.empty()), TUESDAY);
        Optional<IdentitySummary> summary = Optional.empty();
        List<Row> added = new ArrayList<>();
        int extended = 0;
        while (added.size() < shuffled.size() || summary.isEmpty()) {
            List<Row> batch =
                    shuffled.subList(added.size(), added.size() + random.nextInt(shuffled.size() - added.size() + 1));
            Optional<IdentitySummary> known = summary;
            Optional<IdentitySummary> more = known.flatMap(current -> detector.summaryWithAddedRows(
                    seen(identity, MONDAY),
                    current,
                    contents(batch, Row.OfGrant.class, Row.OfGrant::grant),
                    contents(batch, Row.OfCredential.class, Row.OfCredential::credential),
                    contents(batch, Row.OfEvent.class, Row.OfEvent::event),
                    Timestamp.unknown(),
                    TUESDAY));
            added.addAll(List.copyOf(batch));
            extended += more.isPresent() && !batch.isEmpty() ? 1 : 0;
            summary = Optional.of(more.orElseGet(() -> detector.summary(recordOf(identity, added, known), TUESDAY)));
        }
        Statistics.label("extended without reading all rows").collect(extended > 0);
        Statistics.label("extended without reading all rows")
                .coverage(checker -> checker.check(true).percentage(percentage -> percentage > 20));
        assertThat(summary.orElseThrow()).isEqualTo(all);
    }

    /** A row that is added to an identity. */
    sealed interface Row {
        record OfGrant(StoredRecord<Grant> grant) implements Row {}

        record OfCredential(StoredRecord<Credential> credential) implements Row {}

        record OfEvent(AccessEvent event) implements Row {}
    }

    private static <R extends Row, C> List<C> contents(List<Row> rows, Class<R> type, Function<R, C> content) {
        return rows.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(content)
                .toList();
    }

    private static IdentityRecord recordOf(
            NonHumanIdentity identity, List<Row> rows, Optional<IdentitySummary> summary) {
        return new IdentityRecord(
                seen(identity, MONDAY),
                contents(rows, Row.OfGrant.class, Row.OfGrant::grant),
                contents(rows, Row.OfCredential.class, Row.OfCredential::credential),
                contents(rows, Row.OfEvent.class, Row.OfEvent::event),
                List.of(),
                summary,
                List.of());
    }

    @Provide
    Arbitrary<NonHumanIdentity> identities() {
        return Combinators.combine(
                        Arbitraries.of(PAYROLL, OTTER, DEPLOYER),
                        Arbitraries.of(ProviderStatus.class),
                        Arbitraries.of(Set.<OwnerEvidenceItem>of(), Set.of(clue(3)), Set.of(clue(3), clue(9))))
                .as((identity, standing, clues) ->
                        identity.withStanding(standing).withOwnerClues(clues));
    }

    private static OwnerEvidenceItem clue(int person) {
        return new OwnerEvidenceItem(someone(person), OwnerRole.CREATOR, Timestamp.unknown());
    }

    /**
     * Returns the rows of one identity in any order: grants from up to ten people or for the whole tenant, credentials,
     * and events.
     */
    @Provide
    Arbitrary<List<Row>> rows() {
        return Arbitraries.frequencyOf(Tuple.of(8, grants()), Tuple.of(2, credentials()), Tuple.of(2, events()))
                .list()
                .ofMaxSize(20)
                .uniqueElements(Row::toString)
                .map(rows -> IntStream.range(0, rows.size())
                        .mapToObj(index -> rename(rows.get(index), index))
                        .toList());
    }

    private static Row rename(Row row, int index) {
        return switch (row) {
            case Row.OfGrant(StoredRecord<Grant> grant) -> {
                Grant old = grant.content();
                yield new Row.OfGrant(new StoredRecord<>(
                        new Grant(
                                "grant/" + index,
                                old.subject(),
                                old.resource(),
                                old.permissionKind(),
                                old.scopes(),
                                old.reach(),
                                old.standing(),
                                old.grantedBy(),
                                old.grantedAt(),
                                old.lastUsed(),
                                old.expires()),
                        grant.firstSeen(),
                        grant.observedAt(),
                        grant.removedAt(),
                        grant.baseline()));
            }
            case Row.OfCredential credential -> credential;
            case Row.OfEvent event -> event;
        };
    }

    private static Arbitrary<Row> grants() {
        List<String> scopes = List.of(MAIL, CALENDAR_READ, "openid", "https://www.googleapis.com/auth/drive.readonly");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(1, scopes.size()),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(ProviderStatus.ACTIVE)),
                                Tuple.of(2, Arbitraries.of(ProviderStatus.class))),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(ResourceReach.UNKNOWN)),
                                Tuple.of(1, Arbitraries.of(ResourceReach.class))),
                        timestamps(),
                        timestamps(),
                        timestamps(),
                        Arbitraries.integers().between(0, 3))
                .as((person, count, standing, reach, granted, used, expires, second) -> {
                    Grant grant = Grant.of(
                                    "grant",
                                    person == 10 ? GrantSubject.tenant() : GrantSubject.person(someone(person)),
                                    "google",
                                    PermissionKind.DELEGATED,
                                    scopes.subList(0, count))
                            .withStanding(standing)
                            .withReach(reach)
                            .withGranted(KnownOrUnknown.known(someone(person)), granted)
                            .withLastUsed(used)
                            .withExpires(expires);
                    return new Row.OfGrant(seen(grant, MONDAY.plusSeconds(second)));
                });
    }

    private static Arbitrary<Row> credentials() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(ProviderStatus.class),
                        timestamps(),
                        timestamps())
                .as((number, standing, used, expires) -> new Row.OfCredential(seen(
                        Credential.of("key/" + number, CredentialType.TOKEN, "")
                                .withStanding(standing)
                                .withLastUsed(used)
                                .withLifetime(Timestamp.unknown(), expires),
                        MONDAY)));
    }

    private static Arbitrary<Row> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(
                                AccessEventType.GRANT_GIVEN,
                                AccessEventType.GRANT_REQUESTED,
                                AccessEventType.CREDENTIAL_ADDED,
                                AccessEventType.SIGNED_IN),
                        timestamps())
                .as((person, type, at) -> new Row.OfEvent(new AccessEvent(
                        "event",
                        type,
                        KnownOrUnknown.unknown(),
                        KnownOrUnknown.known(someone(person)),
                        at,
                        new TreeMap<>())));
    }

    private static Arbitrary<Timestamp> timestamps() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Timestamp.unknown())),
                Tuple.of(1, Arbitraries.just(Timestamp.never())),
                Tuple.of(
                        2,
                        Arbitraries.integers()
                                .between(-3, 9)
                                .map(days -> Timestamp.at(TUESDAY.plus(Duration.ofDays(days))))));
    }

    private static PersonId someone(int number) {
        return new PersonId(GOOGLE, "20" + number);
    }
}
