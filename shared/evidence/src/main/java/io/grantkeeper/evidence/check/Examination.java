package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.History;
import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.Sample;
import io.grantkeeper.evidence.history.Sampling;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.EntryKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the record all questions, for one period. */
public final class Examination {
    private static final Set<String> ANSWERS = Set.of("keep", "reduce", "revoke", "reassign", "not-mine", "not mine");

    private static final Set<String> PASSED_ON = Set.of("not-mine", "not mine");

    private final History history;
    private final Acceptances acceptances;
    private final String seed;

    /** @param seed of all samples */
    public Examination(History history, String seed) {
        this.history = history;
        this.acceptances = new Acceptances(history);
        this.seed = seed;
    }

    /** The answers that the entries give, without those about the log itself. */
    public CheckResult result(Check check) {
        return switch (check) {
            case REGISTERED_BEFORE_JUDGED -> registered(check);
            case NO_SHADOW_AI -> identities(check, FindingType.SHADOW_AI);
            case OWNER_STILL_HERE -> identities(check, FindingType.OWNER_LEFT);
            case GRAVE_FINDINGS_TOLD -> graveFindingsTold(check);
            case NO_SURPLUS_ACCESS -> identities(check, FindingType.OVER_PRIVILEGED);
            case CREDENTIAL_CHANGES_ANSWERED ->
                findings(check, FindingType.CREDENTIAL_ADDED, FindingType.LIFETIME_EXTENDED, FindingType.EXPIRING);
            case WIDENED_ACCESS_ANSWERED -> widened(check);
            case CONFIGURATION_RECORDED -> found(check, items(history.configurations()), List.of());
            case POLICIES_APPROVED_FIRST -> policies(check);
            case DECISIONS_NAME_A_POLICY -> decisions(check);
            case QUESTIONS_ANSWERED -> questions(check);
            case REVIEWS_DECIDED -> reviews(check);
            case SILENCE_ANSWERED -> identities(check, FindingType.FELL_SILENT);
            case REVOCATIONS_ENDED -> revocations(check);
            case ARRIVALS_ANSWERED -> findings(check, FindingType.IDENTITY_APPEARED, FindingType.GRANT_APPEARED);
            case ENTRIES_UNDER_CHECKPOINT -> CheckResult.of(check, Map.of(), history.entries(), List.of());
            case CHECKPOINTS_CONTINUE, SAMPLE_PROVED -> CheckResult.of(check, Map.of(), Sample.EMPTY, List.of());
        };
    }

    /** The answers about the log, once it was derived anew. */
    public CheckResult result(Check check, Integrity integrity) {
        return switch (check) {
            case ENTRIES_UNDER_CHECKPOINT -> {
                List<Deviation> deviations = new ArrayList<>();
                history.entries().drawn().stream()
                        .findFirst()
                        .ifPresent(item -> integrity
                                .problems()
                                .forEach(problem -> deviations.add(new Deviation(
                                        "the ledger", problem, item.told(), Optional.empty(), Optional.empty()))));
                yield CheckResult.of(
                        check,
                        Map.of("entries of the period", history.entries().population()),
                        history.entries(),
                        deviations);
            }
            case CHECKPOINTS_CONTINUE ->
                CheckResult.of(
                        check,
                        Map.of("earlier checkpoints", (long) integrity.continued()),
                        new Sample(integrity.continued(), List.of()),
                        List.of());
            case SAMPLE_PROVED ->
                CheckResult.of(
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

    private List<Traces.Known> inForce() {
        return history.identities().stream()
                .filter(known -> known.gone()
                        .filter(gone -> gone.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    private static Item item(Traces.Known known) {
        return new Item(known.id().toString(), known.registered().orElse(known.first()));
    }

    private CheckResult registered(Check check) {
        List<Deviation> deviations = inForce().stream()
                .filter(known -> known.registered().isEmpty())
                .map(known -> new Deviation(
                        known.id().toString(),
                        "it is spoken of, but its registration is not in the record",
                        known.first(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return found(check, inForce().stream().map(Examination::item).toList(), deviations);
    }

    /** All identities in force, of which those with such a finding deviate. */
    private CheckResult identities(Check check, FindingType type) {
        return found(
                check,
                inForce().stream().map(Examination::item).toList(),
                findings(EnumSet.of(type)).stream().map(this::deviation).toList());
    }

    /** All findings of some types, each of which deviates. */
    private CheckResult findings(Check check, FindingType first, FindingType... rest) {
        List<Traces.Found> found = findings(EnumSet.of(first, rest));
        return found(
                check,
                found.stream()
                        .map(finding -> new Item(finding.opened().subject(), finding.opened()))
                        .toList(),
                found.stream().map(this::deviation).toList());
    }

    private CheckResult widened(Check check) {
        return found(
                check,
                items(history.changes()),
                findings(EnumSet.of(FindingType.SCOPES_EXPANDED, FindingType.REACH_EXPANDED)).stream()
                        .map(this::deviation)
                        .toList());
    }

    /** Those that were open at some time in the period. */
    private List<Traces.Found> findings(Set<FindingType> types) {
        return history.findings().stream()
                .filter(finding -> types.contains(finding.type()))
                .filter(finding -> finding.closed()
                        .filter(closed -> closed.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    private Deviation deviation(Traces.Found finding) {
        return new Deviation(
                finding.opened().subject(),
                "%s (%s)".formatted(Sentences.of(finding.type()), Sentences.of(finding.severity())),
                finding.opened(),
                finding.closed(),
                acceptances.of(finding));
    }

    private CheckResult graveFindingsTold(Check check) {
        Set<String> told = history.alerts().stream()
                .flatMap(alert -> alert.findings().stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<Traces.Found> grave = history.findings().stream()
                .filter(finding -> finding.severity().atLeast(Severity.HIGH))
                .filter(finding -> history.period().contains(finding.opened().at()))
                .toList();
        return found(
                check,
                grave.stream()
                        .map(finding -> new Item(finding.opened().subject(), finding.opened()))
                        .toList(),
                grave.stream()
                        .filter(finding -> !told.contains(finding.key()))
                        .map(finding -> new Deviation(
                                finding.opened().subject(),
                                "no alert told anybody that %s (%s)"
                                        .formatted(Sentences.of(finding.type()), Sentences.of(finding.severity())),
                                finding.opened(),
                                finding.closed(),
                                acceptances.of(finding)))
                        .toList());
    }

    private CheckResult policies(Check check) {
        List<Deviation> deviations = UnapprovedSteps.of(history.approvedPolicies(), history.promotedPolicies()).stream()
                .filter(this::isInPeriod)
                .map(step -> new Deviation(
                        step.policy(),
                        "version %s was promoted, and no approval of it comes before".formatted(step.version()),
                        step.told(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return found(
                check,
                history.promotedPolicies().stream()
                        .filter(this::isInPeriod)
                        .map(step -> new Item(step.policy(), step.told()))
                        .toList(),
                deviations);
    }

    private boolean isInPeriod(Traces.PolicyStep step) {
        return history.period().contains(step.told().at());
    }

    private CheckResult decisions(Check check) {
        List<Item> items = history.decisions().stream()
                .map(decided -> new Item(decided.told().subject(), decided.told()))
                .toList();
        List<Deviation> deviations = history.decisions().stream()
                .filter(decided -> decided.policy().isEmpty())
                .map(decided -> new Deviation(
                        decided.told().subject(),
                        "%d decisions do not say under which policy version they were made".formatted(decided.count()),
                        decided.told(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        Sample drawn = Sampling.of(seed(check), items);
        long all = history.decisions().stream().mapToLong(Traces.Decided::count).sum();
        return CheckResult.of(check, ran(check), new Sample(all, drawn.drawn()), deviations);
    }

    private CheckResult questions(Check check) {
        Map<String, Traces.Found> open = history.findings().stream()
                .filter(finding -> finding.closed().isEmpty())
                .filter(finding -> acceptances.of(finding).isEmpty())
                .collect(Collectors.toMap(Traces.Found::key, finding -> finding));
        List<Traces.Alert> alerts = history.alerts().stream()
                .filter(alert -> history.period().contains(alert.sent().at()))
                .toList();
        List<Deviation> deviations = alerts.stream()
                .filter(alert -> !isAnswered(alert))
                .filter(alert -> alert.findings().stream().anyMatch(open::containsKey))
                .map(alert -> new Deviation(
                        alert.sent().subject(),
                        "an alert has no answer, and what it told of goes on",
                        alert.sent(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return found(
                check,
                alerts.stream()
                        .map(alert -> new Item(alert.sent().subject(), alert.sent()))
                        .toList(),
                deviations);
    }

    /** By an answer to it, or by a later one about the same identity: questions have ids of their own. */
    private boolean isAnswered(Traces.Alert alert) {
        return history.answers().stream()
                .filter(answer -> ANSWERS.contains(answer.answer()) && !PASSED_ON.contains(answer.answer()))
                .anyMatch(answer -> answer.send().equals(alert.send())
                        || (answer.told().identity().equals(alert.sent().identity())
                                && answer.told().identity().isPresent()
                                && answer.told().index() > alert.sent().index()));
    }

    private CheckResult reviews(Check check) {
        List<Traces.Reviewed> reviews = history.reviews().stream()
                .filter(review -> history.period().contains(review.told().at()))
                .toList();
        return found(
                check,
                reviews.stream()
                        .map(review -> new Item(review.told().subject(), review.told()))
                        .toList(),
                reviews.stream()
                        .filter(review -> !ANSWERS.contains(review.outcome()))
                        .map(review -> new Deviation(
                                review.told().subject(),
                                Sentences.ofOutcome(review.outcome()),
                                review.told(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    private CheckResult revocations(Check check) {
        List<Traces.Revoked> begun = history.revocations().stream()
                .filter(revoked -> history.period().contains(revoked.told().at())
                        || revoked.done()
                                .filter(done -> history.period().contains(done.at()))
                                .isPresent())
                .toList();
        List<Deviation> deviations = begun.stream()
                .filter(revoked -> revoked.done().isEmpty() || revoked.failed().isPresent())
                .map(revoked -> new Deviation(
                        revoked.told().subject(),
                        revoked.failed()
                                .map(_ -> "a revocation failed (%s)".formatted(revoked.problem()))
                                .orElse("a revocation was begun, and the record does not know its end"),
                        revoked.failed().orElse(revoked.told()),
                        revoked.done().or(() -> madeUpFor(revoked)),
                        Optional.empty()))
                .toList();
        return found(
                check,
                begun.stream()
                        .map(revoked -> new Item(revoked.told().subject(), revoked.told()))
                        .toList(),
                deviations);
    }

    /** What failed is tried again as an attempt of its own. */
    private Optional<Told> madeUpFor(Traces.Revoked attempt) {
        return history.revocations().stream()
                .filter(later -> later.makesUpFor(attempt))
                .findFirst()
                .flatMap(Traces.Revoked::done);
    }

    private static List<Item> items(List<Told> told) {
        return told.stream().map(each -> new Item(each.subject(), each)).toList();
    }

    private CheckResult found(Check check, List<Item> population, List<Deviation> deviations) {
        return CheckResult.of(
                check,
                ran(check),
                Sampling.of(seed(check), population),
                deviations.stream()
                        .sorted(Comparator.comparingLong(
                                        (Deviation each) -> each.told().index())
                                .thenComparing(Deviation::subject))
                        .toList());
    }

    private Map<String, Long> ran(Check check) {
        Map<String, Long> ran = new TreeMap<>();
        for (EntryKind kind : check.kinds()) {
            ran.put(kind.code(), history.ran(kind));
        }
        return ran;
    }

    private String seed(Check check) {
        return seed + "/" + check.code();
    }
}
