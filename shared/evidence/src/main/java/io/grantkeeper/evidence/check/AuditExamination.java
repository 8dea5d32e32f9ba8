package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.AuditSample;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.LedgerHistory;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.history.PopulationItem;
import io.grantkeeper.evidence.history.SampleSelector;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs all checks against the ledger for one period. */
public final class AuditExamination {
    /** The codes of all answers, including those that earlier releases recorded. */
    private static final Set<String> ANSWERS = codes(_ -> true, "reassign", "not mine");

    private static final Set<String> PASSED_ON = codes(OwnerAnswer::passesOn, "not mine");

    private final LedgerHistory history;
    private final AcceptanceRecords acceptances;
    private final String seed;

    private static Set<String> codes(Predicate<OwnerAnswer> which, String... earlier) {
        return Stream.concat(
                        Arrays.stream(OwnerAnswer.values()).filter(which).map(OwnerAnswer::code),
                        Arrays.stream(earlier))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Creates an examination.
     *
     * @param seed the seed with which all samples are drawn
     */
    public AuditExamination(LedgerHistory history, String seed) {
        this.history = history;
        this.acceptances = new AcceptanceRecords(history);
        this.seed = seed;
    }

    /**
     * Returns the result of a check that is based on entries alone. For a check of the log itself, the result contains
     * no deviations; use {@link #result(AuditCheck, LedgerIntegrity)}.
     */
    public AuditCheckResult result(AuditCheck check) {
        return switch (check) {
            case REGISTERED_BEFORE_JUDGED -> registered(check);
            case NO_SHADOW_AI -> identities(check, FindingType.SHADOW_AI);
            case OWNER_STILL_HERE -> identities(check, FindingType.OWNER_LEFT);
            case GRAVE_FINDINGS_TOLD -> severeFindingsAlerted(check);
            case NO_SURPLUS_ACCESS -> identities(check, FindingType.OVER_PRIVILEGED);
            case CREDENTIAL_CHANGES_ANSWERED ->
                findings(check, FindingType.CREDENTIAL_ADDED, FindingType.LIFETIME_EXTENDED, FindingType.EXPIRING);
            case WIDENED_ACCESS_ANSWERED -> expansions(check);
            case CONFIGURATION_RECORDED -> resultOf(check, items(history.configurations()), List.of());
            case POLICIES_APPROVED_FIRST -> policies(check);
            case DECISIONS_NAME_A_POLICY -> decisions(check);
            case QUESTIONS_ANSWERED -> questions(check);
            case REVIEWS_DECIDED -> reviews(check);
            case SILENCE_ANSWERED -> identities(check, FindingType.FELL_SILENT);
            case REVOCATIONS_ENDED -> revocations(check);
            case ARRIVALS_ANSWERED -> findings(check, FindingType.IDENTITY_APPEARED, FindingType.GRANT_APPEARED);
            case ENTRIES_UNDER_CHECKPOINT -> AuditCheckResult.of(check, Map.of(), history.entries(), List.of());
            case CHECKPOINTS_CONTINUE, SAMPLE_PROVED ->
                AuditCheckResult.of(check, Map.of(), AuditSample.EMPTY, List.of());
        };
    }

    /** Returns the result of any check. A check of the log itself uses the result of the log's verification. */
    public AuditCheckResult result(AuditCheck check, LedgerIntegrity integrity) {
        return switch (check) {
            case ENTRIES_UNDER_CHECKPOINT -> {
                List<AuditException> exceptions = new ArrayList<>();
                history.entries().drawn().stream()
                        .findFirst()
                        .ifPresent(item -> integrity
                                .problems()
                                .forEach(problem -> exceptions.add(new AuditException(
                                        "the ledger", problem, item.told(), Optional.empty(), Optional.empty()))));
                yield AuditCheckResult.of(
                        check,
                        Map.of("entries in the period", history.entries().population()),
                        history.entries(),
                        exceptions);
            }
            case CHECKPOINTS_CONTINUE ->
                AuditCheckResult.of(
                        check,
                        Map.of("earlier checkpoints", (long) integrity.continued()),
                        new AuditSample(integrity.continued(), List.of()),
                        List.of());
            case SAMPLE_PROVED ->
                AuditCheckResult.of(
                        check,
                        Map.of("proofs checked", (long) integrity.proved().size()),
                        integrity.provedSample(),
                        List.of());
            case REGISTERED_BEFORE_JUDGED,
                    NO_SHADOW_AI,
                    OWNER_STILL_HERE,
                    GRAVE_FINDINGS_TOLD,
                    NO_SURPLUS_ACCESS,
                    CREDENTIAL_CHANGES_ANSWERED,
                    WIDENED_ACCESS_ANSWERED,
                    CONFIGURATION_RECORDED,
                    POLICIES_APPROVED_FIRST,
                    DECISIONS_NAME_A_POLICY,
                    QUESTIONS_ANSWERED,
                    REVIEWS_DECIDED,
                    SILENCE_ANSWERED,
                    REVOCATIONS_ENDED,
                    ARRIVALS_ANSWERED -> result(check);
        };
    }

    private List<LedgerEntrySummaries.Known> presentInPeriod() {
        return history.identities().stream()
                .filter(known -> known.gone()
                        .filter(gone -> gone.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    private static PopulationItem item(LedgerEntrySummaries.Known known) {
        return new PopulationItem(known.id().toString(), known.registered().orElse(known.first()));
    }

    private AuditCheckResult registered(AuditCheck check) {
        List<AuditException> exceptions = presentInPeriod().stream()
                .filter(known -> known.registered().isEmpty())
                .map(known -> new AuditException(
                        known.id().toString(),
                        "the ledger mentions it, but does not contain its registration",
                        known.first(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return resultOf(
                check, presentInPeriod().stream().map(AuditExamination::item).toList(), exceptions);
    }

    /** Checks all identities of the period. Each finding of this type that was open in the period is a deviation. */
    private AuditCheckResult identities(AuditCheck check, FindingType type) {
        return resultOf(
                check,
                presentInPeriod().stream().map(AuditExamination::item).toList(),
                findings(EnumSet.of(type)).stream().map(this::deviation).toList());
    }

    /** Checks all findings of the given types that were open in the period. Each of them is a deviation. */
    private AuditCheckResult findings(AuditCheck check, FindingType first, FindingType... rest) {
        List<LedgerEntrySummaries.Found> found = findings(EnumSet.of(first, rest));
        return resultOf(
                check,
                found.stream()
                        .map(finding -> new PopulationItem(finding.opened().subject(), finding.opened()))
                        .toList(),
                found.stream().map(this::deviation).toList());
    }

    private AuditCheckResult expansions(AuditCheck check) {
        return resultOf(
                check,
                items(history.changes()),
                findings(EnumSet.of(FindingType.SCOPES_EXPANDED, FindingType.REACH_EXPANDED)).stream()
                        .map(this::deviation)
                        .toList());
    }

    /** Returns the findings that were open at any time in the period. */
    private List<LedgerEntrySummaries.Found> findings(Set<FindingType> types) {
        return history.findings().stream()
                .filter(finding -> types.contains(finding.type()))
                .filter(finding -> finding.closed()
                        .filter(closed -> closed.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    private AuditException deviation(LedgerEntrySummaries.Found finding) {
        return new AuditException(
                finding.opened().subject(),
                "%s (%s)".formatted(LedgerCodeText.of(finding.type()), LedgerCodeText.of(finding.severity())),
                finding.opened(),
                finding.closed(),
                acceptances.of(finding));
    }

    private AuditCheckResult severeFindingsAlerted(AuditCheck check) {
        Set<String> told = history.alerts().stream()
                .flatMap(alert -> alert.findings().stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<LedgerEntrySummaries.Found> grave = history.findings().stream()
                .filter(finding -> finding.severity().atLeast(Severity.HIGH))
                .filter(finding -> history.period().contains(finding.opened().at()))
                .toList();
        return resultOf(
                check,
                grave.stream()
                        .map(finding -> new PopulationItem(finding.opened().subject(), finding.opened()))
                        .toList(),
                grave.stream()
                        .filter(finding -> !told.contains(finding.key()))
                        .map(finding -> new AuditException(
                                finding.opened().subject(),
                                "no alert reported that %s (%s)"
                                        .formatted(
                                                LedgerCodeText.of(finding.type()),
                                                LedgerCodeText.of(finding.severity())),
                                finding.opened(),
                                finding.closed(),
                                acceptances.of(finding)))
                        .toList());
    }

    private AuditCheckResult policies(AuditCheck check) {
        List<AuditException> exceptions =
                UnapprovedPromotions.of(history.approvedPolicies(), history.promotedPolicies()).stream()
                        .filter(this::isInPeriod)
                        .map(step -> new AuditException(
                                step.policy(),
                                "version %s was promoted without an earlier approval".formatted(step.version()),
                                step.told(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList();
        return resultOf(
                check,
                history.promotedPolicies().stream()
                        .filter(this::isInPeriod)
                        .map(step -> new PopulationItem(step.policy(), step.told()))
                        .toList(),
                exceptions);
    }

    private boolean isInPeriod(LedgerEntrySummaries.PolicyStep step) {
        return history.period().contains(step.told().at());
    }

    private AuditCheckResult decisions(AuditCheck check) {
        List<PopulationItem> items = history.decisions().stream()
                .map(decided -> new PopulationItem(decided.told().subject(), decided.told()))
                .toList();
        List<AuditException> exceptions = history.decisions().stream()
                .filter(decided -> decided.policy().isEmpty())
                .map(decided -> new AuditException(
                        decided.told().subject(),
                        "%d decisions do not name the policy version that they were made under"
                                .formatted(decided.count()),
                        decided.told(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        AuditSample drawn = SampleSelector.of(seed(check), items);
        long all = history.decisions().stream()
                .mapToLong(LedgerEntrySummaries.Decided::count)
                .sum();
        return AuditCheckResult.of(check, entryCounts(check), new AuditSample(all, drawn.drawn()), exceptions);
    }

    private AuditCheckResult questions(AuditCheck check) {
        Map<String, LedgerEntrySummaries.Found> open = history.findings().stream()
                .filter(finding -> finding.closed().isEmpty())
                .filter(finding -> acceptances.of(finding).isEmpty())
                .collect(Collectors.toMap(LedgerEntrySummaries.Found::key, finding -> finding));
        List<LedgerEntrySummaries.Alert> alerts = history.alerts().stream()
                .filter(alert -> history.period().contains(alert.sent().at()))
                .toList();
        List<AuditException> exceptions = alerts.stream()
                .filter(alert -> !isAnswered(alert))
                .filter(alert -> alert.findings().stream().anyMatch(open::containsKey))
                .map(alert -> new AuditException(
                        alert.sent().subject(),
                        "an alert was not answered, and its findings are still open",
                        alert.sent(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return resultOf(
                check,
                alerts.stream()
                        .map(alert -> new PopulationItem(alert.sent().subject(), alert.sent()))
                        .toList(),
                exceptions);
    }

    /**
     * Returns whether an alert was answered: by an answer to the alert itself, or by a later answer about the same
     * identity, because a repeated question has its own id.
     */
    private boolean isAnswered(LedgerEntrySummaries.Alert alert) {
        return history.answers().stream()
                .filter(answer -> ANSWERS.contains(answer.answer()) && !PASSED_ON.contains(answer.answer()))
                .anyMatch(answer -> answer.send().equals(alert.send())
                        || (answer.told().identity().equals(alert.sent().identity())
                                && answer.told().identity().isPresent()
                                && answer.told().index() > alert.sent().index()));
    }

    private AuditCheckResult reviews(AuditCheck check) {
        List<LedgerEntrySummaries.Reviewed> reviews = history.reviews().stream()
                .filter(review -> history.period().contains(review.told().at()))
                .toList();
        return resultOf(
                check,
                reviews.stream()
                        .map(review -> new PopulationItem(review.told().subject(), review.told()))
                        .toList(),
                reviews.stream()
                        .filter(review -> !ANSWERS.contains(review.outcome()))
                        .map(review -> new AuditException(
                                review.told().subject(),
                                LedgerCodeText.ofOutcome(review.outcome()),
                                review.told(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    private AuditCheckResult revocations(AuditCheck check) {
        List<LedgerEntrySummaries.Revoked> begun = history.revocations().stream()
                .filter(revoked -> history.period().contains(revoked.told().at())
                        || revoked.done()
                                .filter(done -> history.period().contains(done.at()))
                                .isPresent())
                .toList();
        List<AuditException> exceptions = begun.stream()
                .filter(revoked -> revoked.done().isEmpty() || revoked.failed().isPresent())
                .map(revoked -> new AuditException(
                        revoked.told().subject(),
                        revoked.failed()
                                .map(_ -> "a revocation failed (%s)".formatted(revoked.problem()))
                                .orElse("a revocation was started, but the ledger does not contain its result"),
                        revoked.failed().orElse(revoked.told()),
                        revoked.done().or(() -> laterSuccess(revoked)),
                        Optional.empty()))
                .toList();
        return resultOf(
                check,
                begun.stream()
                        .map(revoked -> new PopulationItem(revoked.told().subject(), revoked.told()))
                        .toList(),
                exceptions);
    }

    /**
     * Returns the entry that records the success of a later attempt; empty if there is none. A failed revocation is
     * retried as a separate attempt.
     */
    private Optional<LedgerPosition> laterSuccess(LedgerEntrySummaries.Revoked attempt) {
        return history.revocations().stream()
                .filter(later -> later.completes(attempt))
                .findFirst()
                .flatMap(LedgerEntrySummaries.Revoked::done);
    }

    private static List<PopulationItem> items(List<LedgerPosition> told) {
        return told.stream()
                .map(each -> new PopulationItem(each.subject(), each))
                .toList();
    }

    private AuditCheckResult resultOf(
            AuditCheck check, List<PopulationItem> population, List<AuditException> exceptions) {
        return AuditCheckResult.of(
                check,
                entryCounts(check),
                SampleSelector.of(seed(check), population),
                exceptions.stream()
                        .sorted(Comparator.comparingLong(
                                        (AuditException each) -> each.told().index())
                                .thenComparing(AuditException::subject))
                        .toList());
    }

    private Map<String, Long> entryCounts(AuditCheck check) {
        Map<String, Long> ran = new TreeMap<>();
        for (LedgerEntryType kind : check.kinds()) {
            ran.put(kind.code(), history.entryCount(kind));
        }
        return ran;
    }

    private String seed(AuditCheck check) {
        return seed + "/" + check.code();
    }
}
