package io.grantkeeper.owners.answers;

import static io.grantkeeper.owners.answers.AnswersFixture.NOTES;
import static io.grantkeeper.owners.answers.AnswersFixture.TENANT;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that each row of the table is true: the answer is offered with its sentence, and has exactly the effect that
 * the sentence states.
 */
@DisplayName("The table of answers")
class AnswerTableTest {
    private static final Instant SOON = NOON.plus(Duration.ofDays(20));
    private static final Path DOCUMENT = Path.of("../../docs/reviews.md");
    private static final String BEGIN = "<!-- table of answers: AnswerTableTest -->\n";
    private static final String END = "<!-- end of the table -->\n";

    static Stream<AnswerRow> rows() {
        return AnswerTable.all().stream().filter(row -> row.ownerAnswer().isPresent());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerDoesWhatItsSentenceSays(AnswerRow row) {
        Scene scene = new Scene(row);
        AnswerFacts facts = scene.facts();
        OwnerAnswer answer = row.ownerAnswer().orElseThrow();
        AnswerOption option = AnswerTable.option(facts, answer).orElseThrow();
        assertThat(option).isEqualTo(row.option(facts));
        assertThat(option.label() + option.sentence()).doesNotContain("{");

        scene.answer(answer);

        scene.assertEffect(answer, option.sentence());
    }

    @Test
    void everyFindingTypeHasQuestionAndAnswers() {
        for (FindingType type : FindingType.values()) {
            QuestionTopic topic = QuestionTopic.of(List.of(type), false);
            assertThat(topic.type()).contains(type);
            assertThat(AnswerTable.all())
                    .filteredOn(row -> row.topic() == topic)
                    .hasSizeGreaterThan(1);
            assertThat(QuestionTopic.typeOf(key(type) + "/x")).contains(type);
        }
        assertThat(Arrays.stream(QuestionTopic.values()).map(topic -> topic.question("Notely")))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepAnswerHasSameMeaningForEveryQuestion() {
        Set<String> always = keeping(QuestionTopic.REVIEW);
        Set<String> ofArrivals = always.stream()
                .filter(kept -> !kept.startsWith(AnswerCondition.REQUESTED.name()))
                .collect(Collectors.toSet());
        for (QuestionTopic topic : QuestionTopic.values()) {
            assertThat(keeping(topic)).isIn(Set.of(), ofArrivals, always);
        }
    }

    private static Set<String> keeping(QuestionTopic topic) {
        return rows().filter(row -> isKeep(row) && row.topic() == topic)
                .map(row -> row.when() + " " + row.sentence())
                .collect(Collectors.toSet());
    }

    @Test
    void recognizesTextsFromTableWithFactsFilledIn() {
        assertThat(List.of(
                        "Not mine",
                        "Is Otter.ai needed at work?",
                        "It keeps its access for 90 days.",
                        "Approve it until 24 December 2026",
                        "Revoke it: "
                                + AnswerTable.sentence(
                                        new Scene(row(QuestionTopic.REVIEW, OwnerAnswer.REVOKE)).facts(),
                                        OwnerAnswer.REVOKE)))
                .allMatch(AnswerTable::states);
        assertThat(List.of("Its name matches Otter.ai, an AI product.", "Everything it can do now", ""))
                .noneMatch(AnswerTable::states);
    }

    @Test
    void offersApprovalOnlyIfQuestionIsAboutKeepingAccess() {
        assertThat(answers(QuestionTopic.EXPIRING)).doesNotContain(OwnerAnswer.KEEP);
        assertThat(answers(QuestionTopic.OWNER_LEFT)).contains(OwnerAnswer.OWN, OwnerAnswer.NAME_OWNER);
        assertThat(answers(QuestionTopic.PENDING_REQUEST)).doesNotContain(OwnerAnswer.KEEP, OwnerAnswer.REVOKE);
    }

    @Test
    void asksQuestionAboutAllAccessIfThereAreSeveralFindings() {
        assertThat(QuestionTopic.of(List.of(FindingType.EXPIRING, FindingType.SHADOW_AI), false))
                .isEqualTo(QuestionTopic.SHADOW_AI);
        assertThat(QuestionTopic.of(List.of(FindingType.SHADOW_AI, FindingType.UNUSUAL_ACTIVITY), false))
                .as("two questions that are answered together")
                .isEqualTo(QuestionTopic.UNUSUAL_AI);
        assertThat(QuestionTopic.of(List.of(FindingType.EXPIRING, FindingType.IDENTITY_APPEARED), true))
                .isEqualTo(QuestionTopic.PENDING_REQUEST);
    }

    @Test
    void requesterDoesNotDecideOnTheirOwnRequest() {
        Scene scene = new Scene(row(QuestionTopic.PENDING_REQUEST, OwnerAnswer.APPROVE_REQUEST));
        QuestionRecipient erin = scene.firm.erin().notified(NOON);
        scene.firm.questions.open(
                TENANT,
                OwnerQuestion.about(
                        "own", NOTES, List.of(scene.key), Optional.empty(), scene.firm.state(), erin, NOON));
        AnswerOutcome outcome = scene.firm.give.submit(
                TENANT,
                "own",
                person -> person.email().equals("erin@acme.example"),
                SubmitAnswer.Submission.of(OwnerAnswer.APPROVE_REQUEST, scene.firm.state(), "email"));
        assertThat(outcome).isInstanceOf(AnswerOutcome.OwnRequest.class);
        assertThat(scene.firm.question("own").isOpen()).isTrue();
    }

    /** Checks that the document shows the table. Run with -Dgrantkeeper.approve=true to write it. */
    @Test
    void documentShowsTable() throws IOException {
        String document = Files.readString(DOCUMENT, UTF_8);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        String written = document.substring(begin, document.indexOf(END));
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.writeString(
                    DOCUMENT,
                    document.substring(0, begin) + table() + document.substring(document.indexOf(END)),
                    UTF_8);
            return;
        }
        assertThat(written).isEqualTo(table());
    }

    /**
     * Returns the table, followed by a second table for the answer that keeps access. The cases in the second table are
     * the same for every question.
     */
    private static String table() {
        StringBuilder table =
                new StringBuilder("| question | answer | offered if | what it does |\n|---|---|---|---|\n");
        QuestionTopic previous = null;
        for (AnswerRow row : AnswerTable.all()) {
            boolean none = row.when() == AnswerCondition.NO_ACCESS && row.topic() != QuestionTopic.REVIEW;
            if (none || (isKeep(row) && row.when() != AnswerCondition.ALWAYS)) {
                continue;
            }
            String question =
                    row.topic() == previous ? "" : row.topic().template().replace("{name}", "NAME");
            table.append("| ").append(question).append(" | ").append(words(row.label()));
            table.append(" | ").append(row.when().words()).append(" | ");
            table.append(isKeep(row) ? "keeps it, [see below](#keep)" : words(row.sentence()))
                    .append(" |\n");
            previous = row.topic();
        }
        table.append("\n#### Keep\n| if | what it does |\n|---|---|\n");
        AnswerTable.all().stream()
                .filter(row -> isKeep(row) && row.topic() == QuestionTopic.REVIEW)
                .forEach(row -> table.append("| ")
                        .append(
                                row.when() == AnswerCondition.ALWAYS
                                        ? "otherwise"
                                        : row.when().words())
                        .append(" | ")
                        .append(words(row.sentence()))
                        .append(" |\n"));
        return table.toString();
    }

    private static boolean isKeep(AnswerRow row) {
        return row.ownerAnswer().equals(Optional.of(OwnerAnswer.KEEP));
    }

    /** Replaces the placeholders in a template with readable words. */
    private static String words(String template) {
        return template.replace("{days}", "90 days")
                .replace("{end}", "END")
                .replace("{next}", "NEXT END")
                .replace("{announced}", "END")
                .replace("{provider}", "PROVIDER");
    }

    private static Set<OwnerAnswer> answers(QuestionTopic topic) {
        return rows().filter(row -> row.topic() == topic)
                .map(row -> row.ownerAnswer().orElseThrow())
                .collect(Collectors.toSet());
    }

    private static AnswerRow row(QuestionTopic topic, OwnerAnswer answer) {
        return rows().filter(row -> row.topic() == topic && row.ownerAnswer().equals(Optional.of(answer)))
                .findFirst()
                .orElseThrow();
    }

    private static String key(FindingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An app whose access fits one row of the table, and the question that Dana is asked about the app. */
    private static final class Scene {
        private static final String UNAPPROVED = "shadow-ai/1";
        private final AnswersFixture firm = new AnswersFixture();
        private final AnswerRow row;
        private final String key;
        private Set<String> before = Set.of();

        Scene(AnswerRow row) {
            this.row = row;
            FindingType type = row.topic().type().orElse(FindingType.IDENTITY_APPEARED);
            this.key = switch (row.topic()) {
                case EXPIRING -> "expiring/%s/30".formatted(row.when() == AnswerCondition.END_KNOWN ? SOON : NOON);
                case CREDENTIAL_ADDED -> "credential-added/key-1/" + NOON;
                case DRIFTED -> "drifted/access/1";
                default -> AnswerTableTest.key(type) + "/1";
            };
            firm.access.apply(
                    TENANT,
                    ModelSamples.batch(
                            NOON,
                            new AccessObservation.PersonObserved(ModelSamples.person(DANA)),
                            new AccessObservation.PersonObserved(ModelSamples.person(ERIN))));
            storeAccess();
            firm.findings.open(TENANT, finding(key, type), Optional.of(DANA));
            if (row.topic() == QuestionTopic.UNUSUAL_AI) {
                firm.findings.open(TENANT, finding(UNAPPROVED, FindingType.SHADOW_AI), Optional.of(DANA));
            }
            before = held();
        }

        private List<String> keys() {
            return row.topic() == QuestionTopic.UNUSUAL_AI ? List.of(UNAPPROVED, key) : List.of(key);
        }

        private static Finding finding(String key, FindingType type) {
            return new Finding(
                    key,
                    NOTES,
                    type,
                    Severity.HIGH,
                    FindingStatus.OPEN,
                    "needs attention",
                    List.of(),
                    List.of(),
                    List.of(),
                    "Decide.",
                    KnownOrUnknown.unknown(),
                    List.of(),
                    NOON,
                    Optional.empty(),
                    Optional.empty());
        }

        private void storeAccess() {
            Grant mine = ModelSamples.grant(DANA, "mail.read", "mail.send");
            Grant erins = ModelSamples.grant(ERIN, "files.read");
            Credential first = ModelSamples.key("key-1");
            if (row.topic() == QuestionTopic.PENDING_REQUEST) {
                erins = erins.withStanding(ProviderStatus.REQUESTED)
                        .withGranted(KnownOrUnknown.known(ERIN), Timestamp.unknown());
            }
            if (row.when() == AnswerCondition.ENDS_FIRST) {
                first = first.withLifetime(Timestamp.unknown(), Timestamp.at(SOON));
            }
            if (row.when() == AnswerCondition.PART_ENDS_FIRST) {
                erins = erins.withExpires(Timestamp.at(SOON));
            }
            apply(new AccessObservation.GrantObserved(ModelSamples.app("notes"), mine));
            apply(new AccessObservation.GrantObserved(ModelSamples.app("notes"), erins));
            apply(new AccessObservation.CredentialObserved(ModelSamples.app("notes"), first));
            if (row.when() == AnswerCondition.NO_ACCESS) {
                firm.access.remove(
                        TENANT,
                        List.of(
                                RowKey.grant(NOTES, mine.key()),
                                RowKey.grant(NOTES, erins.key()),
                                RowKey.credential(NOTES, first.key())),
                        NOON);
            }
            firm.access.saveSummary(TENANT, summary(erins));
        }

        private void apply(AccessObservation observation) {
            firm.access.apply(TENANT, ModelSamples.batch(NOON, observation));
        }

        private IdentitySummary summary(Grant erins) {
            IdentityStatus status = row.topic() == QuestionTopic.PENDING_REQUEST
                            || row.when() == AnswerCondition.REQUESTED
                    ? IdentityStatus.REQUESTED
                    : row.when() == AnswerCondition.SUSPENDED ? IdentityStatus.SUSPENDED : IdentityStatus.ACTIVE;
            IdentitySummary summary = ModelSamples.summary(NOTES, status, Severity.HIGH, Optional.of(DANA))
                    .withVersion(stored().version())
                    .withUse(
                            new UsageReview(
                                    31,
                                    List.of("mail.read", "mail.send"),
                                    row.when() == AnswerCondition.LESS_SUFFICES ? List.of("files.read") : List.of(),
                                    List.of(),
                                    "It needed only to read mail."),
                            NOON);
            if (row.when() == AnswerCondition.REFUSED) {
                ApprovalSubject subject = new ApprovalSubject.OneIdentity(NOTES);
                var _ = firm.approvals.save(
                        TENANT,
                        ApprovalOfRecord.first(subject, NOON)
                                .decided(
                                        ApprovalDecision.of(
                                                ApprovalState.REFUSED,
                                                "erin",
                                                ApprovalDecision.Source.COMMAND_LINE,
                                                NOON,
                                                "not for customer data"),
                                        Optional.empty(),
                                        ApprovalConditions.none()));
                return summary.withApproval(
                        Optional.of(new ApprovalReview(
                                subject, ApprovalState.REFUSED, Optional.empty(), false, new TreeSet<>())),
                        NOON);
            }
            return row.when() == AnswerCondition.BEYOND_APPROVAL
                    ? summary.withApproval(
                            Optional.of(new ApprovalReview(
                                    new ApprovalSubject.OneIdentity(NOTES),
                                    ApprovalState.APPROVED,
                                    Optional.empty(),
                                    true,
                                    new TreeSet<>(Set.of(DriftKind.ACCESS)),
                                    new TreeSet<>(Set.of(ApprovalReview.permission(erins, "files.read"))))),
                            NOON)
                    : summary;
        }

        private IdentitySummary stored() {
            return firm.access
                    .outline(TENANT, NOTES)
                    .flatMap(IdentityRecord::summary)
                    .orElseThrow();
        }

        AnswerFacts facts() {
            AnswerFacts facts = AnswerFacts.of(
                    firm.access.identityRecord(TENANT, NOTES).orElseThrow(),
                    keys(),
                    row.topic() == QuestionTopic.REVIEW,
                    as(),
                    AnswerTimeouts.standard().approvalEnd(NOON),
                    NOON,
                    AnswersFixture.PROVIDERS);
            return row.topic() == QuestionTopic.UNASKED ? facts.withTopic(QuestionTopic.UNASKED) : facts;
        }

        private RecipientRole as() {
            return row.when() == AnswerCondition.CAN_BLOCK_AND_DECIDES
                    ? RecipientRole.SECURITY_TEAM
                    : RecipientRole.OWNER;
        }

        void answer(OwnerAnswer answer) {
            firm.others.add(firm.erin());
            QuestionRecipient dana = QuestionRecipient.planned("Dana", "dana@acme.example", as(), List.of(), NOON)
                    .notified(NOON);
            firm.questions.open(
                    TENANT,
                    OwnerQuestion.about(
                            "q",
                            NOTES,
                            keys(),
                            row.topic() == QuestionTopic.REVIEW ? Optional.of("agents-1") : Optional.empty(),
                            firm.state(),
                            dana,
                            NOON));
            firm.give.submit(
                    TENANT,
                    "q",
                    person -> person.email().equals("dana@acme.example"),
                    new SubmitAnswer.Submission(
                            answer,
                            firm.state(),
                            "email",
                            answer == OwnerAnswer.NAME_OWNER ? Optional.of("lee@acme.example") : Optional.empty()));
            firm.settle.settle(TENANT, "q");
        }

        private Set<String> held() {
            IdentityRecord record = firm.access.identityRecord(TENANT, NOTES).orElseThrow();
            Set<String> held = new TreeSet<>();
            IdentityStateDigest.live(record.grants()).forEach(grant -> held.add(grant.key()));
            IdentityStateDigest.live(record.credentials()).forEach(credential -> held.add(credential.key()));
            return held;
        }

        private FindingStatus status() {
            return firm.access.identityRecord(TENANT, NOTES).orElseThrow().findings().stream()
                    .filter(finding -> finding.key().equals(key))
                    .map(Finding::status)
                    .findFirst()
                    .orElseThrow();
        }

        private Optional<ApprovalOfRecord> approval() {
            return firm.approvals.find(TENANT, new ApprovalSubject.OneIdentity(NOTES));
        }

        private List<String> results() {
            return firm.question("q").conclusion().map(QuestionOutcome::results).orElse(List.of());
        }

        void assertEffect(OwnerAnswer answer, String sentence) {
            Set<String> revoked = firm.revoked;
            switch (answer) {
                case KEEP -> {
                    if (row.when() == AnswerCondition.REFUSED) {
                        assertThat(results().getFirst()).endsWith(sentence.substring("It was refused".length()));
                        assertThat(status()).isEqualTo(FindingStatus.OPEN);
                        assertThat(approval().orElseThrow().current().state()).isEqualTo(ApprovalState.REFUSED);
                        break;
                    }
                    assertThat(results()).first().isEqualTo(sentence);
                    assertThat(status()).isNotEqualTo(FindingStatus.OPEN);
                    if (Set.of(AnswerCondition.NO_ACCESS, AnswerCondition.REQUESTED)
                            .contains(row.when())) {
                        assertThat(approval()).isEmpty();
                    } else {
                        Instant end = row.when() == AnswerCondition.ENDS_FIRST
                                ? SOON
                                : AnswerTimeouts.standard().approvalEnd(NOON);
                        assertThat(approval().orElseThrow().current().until()).contains(end);
                    }
                }
                case ACCEPT -> {
                    assertThat(results()).containsExactly(sentence);
                    assertThat(status()).isEqualTo(FindingStatus.ACCEPTED);
                    if (row.topic() == QuestionTopic.UNUSUAL_AI) {
                        assertThat(firm.findings.openByIdentity(TENANT, NOTES))
                                .extracting(Finding::key)
                                .contains(UNAPPROVED)
                                .doesNotContain(key);
                    }
                }
                case WILL_ACT -> {
                    assertThat(results()).containsExactly(sentence);
                    assertThat(status()).isEqualTo(FindingStatus.OPEN);
                }
                case NOT_EXPECTED -> {
                    assertThat(results()).containsExactly(sentence);
                    assertThat(status()).isEqualTo(FindingStatus.OPEN);
                    assertThat(firm.access
                                    .identityRecord(TENANT, NOTES)
                                    .orElseThrow()
                                    .findings())
                            .filteredOn(finding -> finding.key().equals(Finding.NOT_EXPECTED + key))
                            .singleElement()
                            .satisfies(finding -> {
                                assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                                assertThat(finding.sendId()).contains("q");
                            });
                }
                case OWN -> {
                    assertThat(results()).containsExactly(sentence);
                    assertThat(stored().owner()).contains(DANA);
                    assertThat(stored().owners().getFirst().evidence().getFirst())
                            .startsWith("agreed to own it on");
                    assertThat(status()).isEqualTo(FindingStatus.CLOSED);
                }
                case NAME_OWNER ->
                    assertThat(firm.question("q").current().email()).isEqualTo("lee@acme.example");
                case NOT_MINE ->
                    assertThat(firm.question("q").current().email()).isEqualTo("erin@acme.example");
                case REVOKE -> {
                    assertThat(revoked).isEqualTo(before);
                    if (row.when() == AnswerCondition.NO_ACCESS) {
                        assertThat(results()).containsExactly("It no longer has any access.");
                    }
                }
                case BLOCK -> {
                    assertThat(firm.blocked).containsExactly("App notes");
                    assertThat(revoked).as("nothing is revoked one by one").isEmpty();
                    assertThat(results()).containsExactly("Blocked for everyone at the provider.");
                }
                case ASK_TO_BLOCK -> {
                    assertThat(firm.blocked).isEmpty();
                    assertThat(firm.question("q").isOpen()).isTrue();
                    assertThat(firm.question("q").current().as()).isEqualTo(RecipientRole.SECURITY_TEAM);
                    assertThat(firm.question("q").current().why())
                            .containsExactly("Dana asks to block it for everyone");
                }
                case REDUCE, TO_APPROVED -> assertThat(revoked).containsExactly("user/erin");
                case REMOVE_ADDED -> assertThat(revoked).containsExactly("key-1");
                case DENY_REQUEST -> {
                    assertThat(revoked).containsExactly("user/erin");
                    assertThat(firm.decidedBy).containsExactly("dana@acme.example");
                }
                case APPROVE_REQUEST -> {
                    assertThat(firm.approved).containsExactly("user/erin");
                    assertThat(firm.decidedBy).containsExactly("dana@acme.example");
                    assertThat(results()).containsExactly("Approved at the provider.");
                }
            }
            if (!answer.revokes()) {
                assertThat(revoked).isEmpty();
            }
            if (answer != OwnerAnswer.KEEP) {
                assertThat(approval()).isEmpty();
            }
            assertThat(held()).isEqualTo(before);
        }
    }
}
