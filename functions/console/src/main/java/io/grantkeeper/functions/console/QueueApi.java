package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.QuestionTopic;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.reports.CoverageReport;
import io.grantkeeper.reports.FindingListEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The API operations for the caller's queue, with the most important items first, and for the data that Grantkeeper
 * cannot see.
 */
final class QueueApi {
    private static final int QUESTION = 1_000;
    private static final int PROMOTION = 600;
    private static final int FINDING = 300;
    private static final int COVERAGE = 200;
    private static final int PER_SEVERITY = 100;
    private static final int PER_DAY = 2;
    private static final int MOST_DAYS = 40;

    private static final Set<ConsoleRole> WATCHES_FINDINGS =
            EnumSet.of(ConsoleRole.REVIEWER, ConsoleRole.RESPONDER, ConsoleRole.ADMIN);
    private static final Set<ConsoleRole> PROMOTES = EnumSet.of(ConsoleRole.POLICY_OWNER, ConsoleRole.ADMIN);
    private static final Set<ConsoleRole> WATCHES_COVERAGE = EnumSet.of(ConsoleRole.RESPONDER, ConsoleRole.ADMIN);

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final ApiViews views;
    private final CoverageApi coverage;

    QueueApi(ConsoleStores stores, ConsoleInventory inventory, ApiViews views, CoverageApi coverage) {
        this.stores = stores;
        this.inventory = inventory;
        this.views = views;
        this.coverage = coverage;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("queue", this::queue);
    }

    /**
     * An item of the queue.
     *
     * @param json the content that a page shows; computed only for the items on that page
     */
    private record Item(long weight, Function<ConsoleInventory.Mine, JsonMembers> json) {}

    private static final Comparator<Item> HEAVIEST_FIRST =
            Comparator.comparingLong(Item::weight).reversed();

    private ApiResult queue(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        ConsoleCaller caller = call.by();
        ConsoleInventory.Mine mine = inventory.mine(caller);
        List<CoverageReport> reports = coverage.reports();
        List<CoverageApi.LateStream> late = coverage.late(reports, snapshot.asOf());
        List<Item> items = new ArrayList<>();
        for (OwnerQuestion question : snapshot.waiting()) {
            if (mine.isAsked(question)) {
                snapshot.identity(question.identity())
                        .ifPresent(identity -> items.add(item(question, identity, snapshot)));
            }
        }
        if (caller.has(WATCHES_FINDINGS)) {
            items.addAll(undecided(snapshot));
        }
        if (caller.has(PROMOTES)) {
            for (StoredPolicy policy : stores.policies().all(stores.tenant())) {
                stores.promotions().of(stores.tenant(), policy.name()).stream()
                        .filter(PromotionProposal::isOpen)
                        .forEach(proposal -> items.add(promotion(proposal)));
            }
        }
        if (caller.has(WATCHES_COVERAGE)) {
            reports.forEach(report -> report.paused()
                    .ifPresent(problem -> items.add(coverage(
                            report.connection(),
                            "%s is not read".formatted(report.provider()),
                            problem.message(),
                            snapshot.asOf()))));
            late.forEach(stream -> items.add(coverage(
                    stream.connection() + "/" + stream.title(),
                    "%s of %s is late".formatted(stream.title(), stream.provider()),
                    "The last complete read was %s ago."
                            .formatted(age(stream.freshAsOf().orElse(Instant.EPOCH), snapshot.asOf())),
                    stream.freshAsOf().orElse(snapshot.asOf()))));
        }
        items.sort(HEAVIEST_FIRST);
        Present present = call.isOwnerOnly()
                ? Present.of(snapshot.identities().stream().filter(identity -> mine.maySee(identity, snapshot)))
                : snapshot.derive("present", Present.class, all -> Present.of(all.identities().stream()));
        return ApiResult.of(ApiListPage.at(items, call)
                .json(item -> item.json().apply(mine))
                .with(
                        "sentence",
                        sentence(
                                present.identities(),
                                items.size(),
                                call.isOwnerOnly()
                                        ? Optional.empty()
                                        : Optional.of(freshness(reports, late, snapshot.asOf()))))
                .with("asOf", snapshot.asOf())
                .with(
                        "counts",
                        new JsonMembers()
                                .with("identities", present.identities())
                                .with("forYou", items.size())
                                .with(
                                        "openFindings",
                                        // As many as the list of findings shows, also of identities that are gone.
                                        call.isOwnerOnly()
                                                ? snapshot.identities().stream()
                                                        .filter(identity -> mine.maySee(identity, snapshot))
                                                        .mapToLong(identity -> snapshot.findingsOf(identity.id()))
                                                        .sum()
                                                : snapshot.findings().size())
                                .with("ai", present.ai())
                                .with("withoutOwner", present.withoutOwner()))
                .with("cannotSee", call.isOwnerOnly() ? List.of() : cannotSee(reports)));
    }

    /** The numbers of identities that still have access: all of them, those that are AI, and those without an owner. */
    private record Present(long identities, long ai, long withoutOwner) {
        static Present of(Stream<IdentitySummary> all) {
            long[] counts = new long[3];
            all.filter(identity -> identity.status() != IdentityStatus.GONE).forEach(identity -> {
                counts[0]++;
                counts[1] += identity.ai() == AiVerdict.YES ? 1 : 0;
                counts[2] += identity.owner().isEmpty() ? 1 : 0;
            });
            return new Present(counts[0], counts[1], counts[2]);
        }
    }

    /** Returns the findings that need a decision, most important first. */
    private List<Item> undecided(InventorySnapshot snapshot) {
        return snapshot.deriveNow(
                "undecided findings",
                List.class,
                now -> now.findings().stream()
                        .filter(entry -> needsDecision(entry, now))
                        .map(entry -> finding(entry, now))
                        .sorted(HEAVIEST_FIRST)
                        .toList());
    }

    /**
     * Returns the sentence that summarizes the inventory and the queue.
     *
     * @param freshness how current the streams are; empty for callers who may not see coverage
     */
    private static String sentence(long identities, int waiting, Optional<String> freshness) {
        String need = waiting == 1
                ? "1 needs your attention"
                : waiting == 0 ? "nothing needs your attention" : waiting + " need your attention";
        String count = "%,d %s".formatted(identities, identities == 1 ? "identity" : "identities");
        return Stream.concat(Stream.of(count, need), freshness.stream()).collect(Collectors.joining("; ", "", "."));
    }

    private static String freshness(List<CoverageReport> reports, List<CoverageApi.LateStream> late, Instant now) {
        if (late.isEmpty()) {
            return reports.isEmpty() ? "no provider is connected" : "every stream is current";
        }
        CoverageApi.LateStream oldest = late.getFirst();
        String age = age(oldest.freshAsOf().orElse(Instant.EPOCH), now);
        long providers =
                late.stream().map(CoverageApi.LateStream::provider).distinct().count();
        return providers == 1
                ? "data of %s is %s old".formatted(oldest.provider(), age)
                : "data of %d providers is late, and the oldest is %s old".formatted(providers, age);
    }

    static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }

    private static long weight(int base, Severity severity, Instant since, Instant now) {
        long days = Math.max(0, Math.min(MOST_DAYS, Duration.between(since, now).toDays()));
        int level =
                switch (severity) {
                    case UNKNOWN -> 0;
                    case LOW -> 1;
                    case MEDIUM -> 2;
                    case HIGH -> 3;
                    case CRITICAL -> 4;
                };
        return base + (long) PER_SEVERITY * level + PER_DAY * days;
    }

    private Item item(OwnerQuestion question, IdentitySummary identity, InventorySnapshot snapshot) {
        List<Finding> findings = snapshot.findingsAbout(question.identity()).stream()
                .map(FindingListEntry::finding)
                .filter(finding -> question.findings().contains(finding.key()))
                .toList();
        Severity severity = findings.stream().map(Finding::severity).reduce(identity.severity(), Severity::max);
        long weight = weight(QUESTION, severity, question.openedAt(), snapshot.asOf());
        return new Item(weight, mine -> question(question, mine, identity, findings, severity, weight, snapshot));
    }

    private JsonMembers question(
            OwnerQuestion question,
            ConsoleInventory.Mine mine,
            IdentitySummary identity,
            List<Finding> findings,
            Severity severity,
            long weight,
            InventorySnapshot snapshot) {
        boolean request = findings.stream().anyMatch(finding -> finding.type() == FindingType.ACCESS_REQUESTED);
        String name = identity.displayName().text();
        QuestionTopic topic =
                OfferedAnswers.topic(question, isPending(question, identity), mine.openedQuestion(question));
        List<String> evidence = new ArrayList<>(findings.stream()
                .map(finding -> "%s %s.".formatted(name, finding.headline()))
                .toList());
        if (findings.isEmpty() && !question.findings().isEmpty()) {
            evidence.add("What led to this question is no longer open.");
        }
        identity.reaches().stream().limit(3).map("It can %s."::formatted).forEach(evidence::add);
        return members("question:" + question.id(), request ? "access-request" : "question", severity)
                .with("weight", weight)
                .with("title", topic.question(name))
                .with("reason", reason(mine.recipient(question)))
                .with("evidence", evidence)
                .with("identity", views.reference(identity))
                .with("since", question.openedAt())
                .with("due", question.nextAt().filter(at -> at.isAfter(snapshot.asOf())))
                .with("question", Optional.of(question.id()))
                .with("finding", Optional.empty())
                .with("policy", Optional.empty())
                .with(
                        "recommendation",
                        QuestionViews.recommendation(
                                identity,
                                findings,
                                snapshot.asOf(),
                                answer -> AnswerTable.isAnswer(topic, answer) && mine.mayAnswer(question, answer)))
                .with(
                        "actions",
                        Stream.concat(
                                        OfferedAnswers.possible(question, topic, findings, mine).stream(),
                                        Stream.of("open"))
                                .toList());
    }

    /** Returns whether a question is about access that was requested from the provider but not yet granted. */
    private boolean isPending(OwnerQuestion question, IdentitySummary identity) {
        if (identity.status() == IdentityStatus.REQUESTED) {
            return true;
        }
        // Only the stored grants show whether one of them was only requested.
        return OfferedAnswers.types(question.findings()).contains(FindingType.GRANT_APPEARED)
                && stores.access()
                        .identityRecord(stores.tenant(), question.identity())
                        .filter(record -> AnswerFacts.isPending(record, question.findings()))
                        .isPresent();
    }

    /** Returns why the viewer is asked. The viewer need not be the person whom the question reached last. */
    private static String reason(QuestionRecipient viewer) {
        List<String> why = viewer.why();
        return why.isEmpty()
                ? "You are asked as %s.".formatted(viewer.as().displayName())
                : "You are asked because " + String.join(", and ", why) + ".";
    }

    private static JsonMembers members(String id, String type, Severity severity) {
        return new JsonMembers()
                .with("id", id)
                .with("type", type)
                .with("severity", ApiViews.code(severity))
                .with("request", Optional.empty());
    }

    /** Returns whether a finding is severe and nobody has been asked about it. */
    private static boolean needsDecision(FindingListEntry entry, InventorySnapshot snapshot) {
        Finding finding = entry.finding();
        return (finding.severity().atLeast(Severity.HIGH) || finding.type() == FindingType.DRIFTED)
                && snapshot.questionsAbout(finding.identity()).stream()
                        .noneMatch(question -> question.findings().contains(finding.key()));
    }

    private Item finding(FindingListEntry entry, InventorySnapshot snapshot) {
        Finding finding = entry.finding();
        boolean drift = finding.type() == FindingType.DRIFTED;
        long weight = weight(FINDING, finding.severity(), finding.foundAt(), snapshot.asOf());
        return new Item(
                weight,
                mine -> members("finding:" + entry.id(), drift ? "drift" : "finding", finding.severity())
                        .with("weight", weight)
                        .with("title", entry.name() + " " + finding.headline())
                        .with(
                                "reason",
                                entry.owner()
                                        .map(owner -> "Its owner, %s, was not asked.".formatted(owner))
                                        .orElse("It has no owner who could be asked."))
                        .with("evidence", finding.reasonsForTeam())
                        .with("identity", views.reference(finding.identity(), entry.name(), entry.provider()))
                        .with("since", finding.foundAt())
                        .with("due", Optional.empty())
                        .with("question", Optional.empty())
                        .with("finding", Optional.of(entry.id()))
                        .with("policy", Optional.empty())
                        .with("recommendation", Optional.empty())
                        .with("actions", decisions(mine)));
    }

    /** Returns the decisions that the viewer's role allows about an identity that nobody was asked about. */
    private static List<String> decisions(ConsoleInventory.Mine mine) {
        List<String> decisions = new ArrayList<>();
        if (mine.mayDecide(OwnerAnswer.KEEP)) {
            decisions.add("approve");
        }
        if (mine.mayDecide(OwnerAnswer.REVOKE)) {
            decisions.add("revoke");
        }
        decisions.add("open");
        return decisions;
    }

    private static Item promotion(PromotionProposal proposal) {
        String id = "promotion:" + proposal.policy();
        return new Item(
                PROMOTION,
                _ -> members(id, "promotion", Severity.UNKNOWN)
                        .with("weight", PROMOTION)
                        .with(
                                "title",
                                "Promote %s to %s?"
                                        .formatted(
                                                proposal.policy(), proposal.to().code()))
                        .with("reason", "The evidence is sufficient, and a person must approve it.")
                        .with(
                                "evidence",
                                List.of(
                                        "Would block: "
                                                + proposal.evidence().blocks().inWords(),
                                        "False blocks: "
                                                + proposal.evidence()
                                                        .falseBlocks()
                                                        .inWords()))
                        .with("identity", Optional.empty())
                        .with("since", proposal.proposedAt())
                        .with("due", Optional.empty())
                        .with("question", Optional.empty())
                        .with("finding", Optional.empty())
                        .with("policy", Optional.of(proposal.policy()))
                        .with("recommendation", Optional.empty())
                        .with("actions", List.of("promote", "decline", "open")));
    }

    private static Item coverage(String place, String title, String reason, Instant since) {
        String id = "coverage:" + place;
        return new Item(
                COVERAGE,
                _ -> members(id, "coverage", Severity.UNKNOWN)
                        .with("weight", COVERAGE)
                        .with("title", title)
                        .with("reason", reason)
                        .with("evidence", List.of())
                        .with("identity", Optional.empty())
                        .with("since", since)
                        .with("due", Optional.empty())
                        .with("question", Optional.empty())
                        .with("finding", Optional.empty())
                        .with("policy", Optional.empty())
                        .with("recommendation", Optional.empty())
                        .with("actions", List.of("open")));
    }

    private static List<JsonMembers> cannotSee(List<CoverageReport> reports) {
        return reports.stream()
                .flatMap(report -> report.gaps().stream()
                        .map(gap -> new JsonMembers()
                                .with("subject", "%s: %s".formatted(report.provider(), gap.subject()))
                                .with("sentence", gap.reason())
                                .with("connection", Optional.of(report.connection()))))
                .toList();
    }
}
