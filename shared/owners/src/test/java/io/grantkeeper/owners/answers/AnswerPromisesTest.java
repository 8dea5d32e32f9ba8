package io.grantkeeper.owners.answers;

import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Tests that, for any access and any finding, the answers promise nothing beyond what is known. */
class AnswerPromisesTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final Pattern DATE = Pattern.compile("\\d{1,2} [A-Z][a-z]{2,8} \\d{4}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** A grant or credential, described by its expiry and its status. */
    record Part(Timestamp expires, ProviderStatus status) {}

    /** An identity, and the finding that its owner is asked about. */
    record Case(
            List<Part> grants,
            List<Part> credentials,
            IdentityStatus status,
            Timestamp lastUsed,
            boolean surplus,
            FindingType finding,
            int expiringInDays) {}

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Timestamp> expiry = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Timestamp.never())),
                Tuple.of(1, Arbitraries.just(Timestamp.unknown())),
                Tuple.of(
                        3,
                        Arbitraries.integers()
                                .between(-20, 200)
                                .map(days -> Timestamp.at(NOON.plus(Duration.ofDays(days))))));
        Arbitrary<Part> part = Combinators.combine(expiry, Arbitraries.of(ProviderStatus.values()))
                .as(Part::new);
        Arbitrary<Timestamp> used =
                Arbitraries.of(Timestamp.never(), Timestamp.unknown(), Timestamp.at(NOON.minus(Duration.ofDays(9))));
        return Combinators.combine(
                        part.list().ofMaxSize(3),
                        part.list().ofMaxSize(2),
                        Arbitraries.of(IdentityStatus.ACTIVE, IdentityStatus.SUSPENDED, IdentityStatus.REQUESTED),
                        used,
                        Arbitraries.of(true, false),
                        Arbitraries.of(FindingType.values()),
                        Arbitraries.integers().between(-5, 60))
                .as(Case::new);
    }

    private static IdentityRecord stored(Case one) {
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        for (int i = 0; i < one.grants().size(); i++) {
            Part part = one.grants().get(i);
            Grant grant = ModelSamples.grant(new PersonId(ModelSamples.ACME, "person" + i), "mail.read", "mail.send")
                    .withExpires(part.expires())
                    .withStanding(part.status());
            access.apply(
                    TENANT,
                    ModelSamples.batch(NOON, new AccessObservation.GrantObserved(ModelSamples.app("notes"), grant)));
        }
        for (int i = 0; i < one.credentials().size(); i++) {
            Part part = one.credentials().get(i);
            Credential credential = ModelSamples.key("key" + i)
                    .withLifetime(Timestamp.unknown(), part.expires())
                    .withStanding(part.status());
            access.apply(
                    TENANT,
                    ModelSamples.batch(
                            NOON, new AccessObservation.CredentialObserved(ModelSamples.app("notes"), credential)));
        }
        access.apply(
                TENANT, ModelSamples.batch(NOON, new AccessObservation.IdentityObserved(ModelSamples.app("notes"))));
        access.saveSummary(TENANT, summary(one));
        return access.identityRecord(TENANT, NOTES).orElseThrow();
    }

    private static IdentitySummary summary(Case one) {
        return ModelSamples.summary(NOTES, one.status(), Severity.HIGH, Optional.empty())
                .withLastUsed(one.lastUsed())
                .withUse(
                        one.surplus()
                                ? new UsageReview(
                                        31, List.of("mail.read"), List.of("mail.send"), List.of(), "It reads.")
                                : UsageReview.withoutUse(),
                        NOON);
    }

    private static AnswerFacts facts(Case one, IdentityRecord record) {
        String type = one.finding().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String key = one.finding() == FindingType.EXPIRING
                ? "expiring/%s/30".formatted(NOON.plus(Duration.ofDays(one.expiringInDays())))
                : type + "/1";
        return AnswerFacts.of(
                record,
                List.of(key),
                false,
                RecipientRole.OWNER,
                NOON.plus(Duration.ofDays(90)),
                NOON,
                ProviderId::value);
    }

    private static List<LocalDate> dates(String text) {
        Matcher found = DATE.matcher(text);
        return found.results().map(date -> LocalDate.parse(date.group(), DAY)).toList();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Property(seed = "45", tries = 4_000)
    void promiseNothingBeyondWhatIsKnown(@ForAll("cases") Case one) {
        IdentityRecord record = stored(one);
        AnswerFacts facts = facts(one, record);
        List<AnswerOption> options = AnswerTable.options(facts);
        Optional<LocalDate> end = facts.end().map(AnswerPromisesTest::day);
        Statistics.label("all access ends before an approval would")
                .collect(facts.end().filter(facts.until()::isAfter).isPresent());
        Statistics.label("all access ends before an approval would")
                .coverage(checker -> checker.check(true).percentage(percentage -> percentage > 10));

        assertThat(options)
                .extracting(AnswerOption::answer)
                .doesNotHaveDuplicates()
                .contains(OwnerAnswer.NOT_MINE);
        for (AnswerOption option : options) {
            String text = option.label() + ". " + option.sentence();
            assertThat(text).doesNotContain("{");
            boolean keeps = option.answer() == OwnerAnswer.KEEP;
            // The finding's own date may lie behind the end that the rows state now; an approval may not.
            assertThat(dates(text))
                    .allMatch(date -> !date.isBefore(day(NOON)))
                    .allMatch(date -> !keeps || end.filter(date::isAfter).isEmpty());
            if (one.status() == IdentityStatus.REQUESTED) {
                assertThat(text).doesNotContain("keeps its access");
            }
        }
        assertThat(AnswerTable.option(facts, OwnerAnswer.REDUCE))
                .satisfies(
                        reduce -> assertThat(one.surplus() || reduce.isEmpty()).isTrue());
        assertThat(facts.approvalEnd()).isBeforeOrEqualTo(facts.until());
        assertThat(facts.end().filter(facts.approvalEnd()::isAfter)).isEmpty();
    }

    @Property(seed = "46", tries = 1_000)
    void doNotClaimThatAccessIsUnusedIfLastUseIsKnown(@ForAll("cases") Case one) {
        IdentitySummary summary = summary(one);
        String recommendation =
                AnswerRecommendation.of(summary, List.of(), NOON).reason();
        if (one.lastUsed() instanceof Timestamp.At) {
            assertThat(summary.usageSentence() + recommendation)
                    .doesNotContain("no data on its use", "no recorded use.", "usage is unknown");
        }
        if (one.lastUsed() instanceof Timestamp.Unknown) {
            assertThat(recommendation).doesNotContain("no recorded use");
        }
    }

    @Property(seed = "47", tries = 1_000)
    void doNotListRequestedCapabilitiesAsCurrent(@ForAll("cases") Case one) {
        IdentitySummary summary = summary(one);
        assertThat(summary.reachesTitle().endsWith(" now")).isEqualTo(one.status() == IdentityStatus.ACTIVE);
    }
}
