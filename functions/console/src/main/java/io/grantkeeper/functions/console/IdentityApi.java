package io.grantkeeper.functions.console;

import io.grantkeeper.detection.ApprovalDrift;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.record.RecordedEntryIds;
import io.grantkeeper.permissions.EffectiveAccess;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.reports.ApprovalReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The API operations for identities: their list, the details of one identity, and its history. */
final class IdentityApi {
    private static final int MAX_CALLS = 100;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final IdentityFilter filter;
    private final ApiViews views;
    private final QuestionViews questionViews;
    private final TierZeroPathReports paths;
    private final ApprovalReader approvals;
    private final SaltStore salts;
    private final GrantAccessEvaluator permissions = new GrantAccessEvaluator(PermissionVocabularies.standard());

    IdentityApi(
            ConsoleStores stores,
            ConsoleInventory inventory,
            IdentityFilter filter,
            ApiViews views,
            QuestionViews questionViews,
            TierZeroPathReports paths,
            ApprovalReader approvals,
            SaltStore salts) {
        this.stores = stores;
        this.inventory = inventory;
        this.filter = filter;
        this.views = views;
        this.questionViews = questionViews;
        this.paths = paths;
        this.approvals = approvals;
        this.salts = salts;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("identities", this::list);
        handlers.put("identity", this::detail);
        handlers.put("timeline", this::timeline);
        handlers.put("identityPaths", call -> {
            var _ = inventory.required(call);
            return paths.of(call);
        });
    }

    private ApiResult list(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        IdentitySelection selected = filter.select(call, snapshot);
        return ApiResult.of(page(selected.identities(), call)
                .json(identity -> views.row(identity, snapshot))
                .with("matching", selected.identities().size())
                .with("asOf", snapshot.asOf())
                .with("facets", selected.facetsFor(inventory.mine(call.by()).accounts())));
    }

    /**
     * Returns the page that starts after the identity named by the cursor, wherever that identity is in the list now.
     */
    private static ApiListPage<IdentitySummary> page(List<IdentitySummary> selected, AuthorizedApiCall call) {
        int from = 0;
        Optional<String> cursor = call.parameter("cursor").map(ApiListPage::decoded);
        if (cursor.isPresent()) {
            String[] parts = cursor.get().split("\n", 2);
            int position = ApiListPage.position(parts[0]);
            Optional<IdentityId> id = parts.length == 2 ? EncodedIdentityIds.parsed(parts[1]) : Optional.empty();
            from = position;
            for (int near = Math.max(0, position - 1); id.isPresent() && near < selected.size(); near++) {
                if (selected.get(near).id().equals(id.get())) {
                    from = near + 1;
                    break;
                }
            }
        }
        int to = Math.min(selected.size(), from + call.limit());
        if (from >= selected.size()) {
            return new ApiListPage<>(List.of(), Optional.empty());
        }
        return new ApiListPage<>(
                selected.subList(from, to),
                to < selected.size()
                        ? Optional.of(ApiListPage.encoded(
                                to + "\n" + selected.get(to - 1).id()))
                        : Optional.empty());
    }

    private IdentityRecord record(IdentitySummary identity) {
        return stores.access()
                .identityRecord(stores.tenant(), identity.id())
                .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the identity is no longer stored")
                        .exception());
    }

    private ApiResult detail(AuthorizedApiCall call) {
        IdentitySummary found = inventory.required(call);
        InventorySnapshot snapshot = inventory.snapshot();
        IdentityRecord record = record(found);
        IdentitySummary summary = record.summary().orElse(found);
        NonHumanIdentity identity = record.identity().content();
        List<PartitionStatus> partitions = stores.sweeps()
                .state(stores.tenant(), identity.id().connection())
                .partitions();
        JoinedIdentityEvidence evidence = JoinedIdentityEvidence.of(record, partitions);
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        String provider = views.provider(summary.provider());
        Map<String, JsonMembers> basis = new TreeMap<>();
        IdentityStatements.of(evidence, partitions)
                .all()
                .forEach((topic, rests) -> basis.put(topic.code(), views.basis(rests, provider)));
        List<Finding> open = record.findings().stream()
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        return ApiResult.of(new JsonMembers()
                .with("identity", views.row(summary, snapshot))
                .with(
                        "aliases",
                        identity.aliases().stream()
                                .map(alias -> new JsonMembers()
                                        .with("scheme", alias.scheme())
                                        .with("value", alias.value()))
                                .toList())
                .with("publisher", ApiViews.known(identity.publisher().toOptional()))
                .with("domains", identity.domains())
                .with("status", ApiViews.code(identity.standing()))
                .with("created", ApiViews.moment(identity.created()))
                .with("attributes", identity.attributes())
                .with("recognition", summary.recognition())
                .with("reachesTitle", summary.reachesTitle())
                .with("reaches", summary.reaches())
                .with("owners", summary.owners().stream().map(views::owner).toList())
                .with(
                        "grants",
                        record.grants().stream()
                                .map(grant -> grant(grant, summary, evidence))
                                .toList())
                .with(
                        "credentials",
                        record.credentials().stream()
                                .map(IdentityApi::credential)
                                .toList())
                .with("use", use(summary, record))
                .with("recommendation", QuestionViews.recommendation(summary, open, snapshot.asOf()))
                .with(
                        "findings",
                        record.findings().stream()
                                .filter(finding -> !call.isOwnerOnly() || finding.type() != FindingType.OWNER_LEAVING)
                                .sorted(Comparator.comparing(Finding::foundAt).reversed())
                                .map(finding -> views.finding(views.entry(finding, summary), snapshot))
                                .toList())
                .with(
                        "questions",
                        stores.questions().byIdentity(stores.tenant(), identity.id()).stream()
                                .filter(question -> !call.isOwnerOnly() || mine.wasAsked(question))
                                .map(question -> questionViews.question(question, record, summary, snapshot, mine))
                                .toList())
                .with(
                        "actions",
                        summary.status() == IdentityStatus.GONE
                                ? List.of()
                                : questionViews.actions(record, call.by().name(), mine))
                .with("approval", approval(record, snapshot))
                .with(
                        "revocations",
                        stores.revocations().byIdentity(stores.tenant(), identity.id()).stream()
                                .map(IdentityApi::revocation)
                                .toList())
                .with("basis", basis)
                .with("logsReadUpTo", evidence.logsReadUpTo()));
    }

    private JsonMembers grant(StoredRecord<Grant> stored, IdentitySummary identity, JoinedIdentityEvidence evidence) {
        Grant grant = stored.content();
        Optional<PersonId> person =
                grant.subject() instanceof GrantSubject.OnePerson(PersonId id) ? Optional.of(id) : Optional.empty();
        return new JsonMembers()
                .with("key", grant.key())
                .with(
                        "subject",
                        person.map(id -> inventory.name(id) + "'s data").orElse("everyone's data"))
                .with("person", person.map(views::person))
                .with("wholeTenant", person.isEmpty())
                .with("resource", grant.resource())
                .with(
                        "means",
                        permissions
                                .of(identity.provider(), grant)
                                .map(EffectiveAccess::inPlainWords)
                                .orElse(List.of()))
                .with("permissions", grant.scopes())
                .with("reach", ApiViews.code(grant.reach()))
                .with("status", ApiViews.code(grant.standing()))
                .with("live", stored.isLive())
                .with(
                        "grantedBy",
                        evidence.grantedBy(stored).value().toOptional().map(views::person))
                .with("grantedAt", ApiViews.moment(evidence.grantedAt(stored).value()))
                .with("lastUsed", ApiViews.moment(grant.lastUsed()))
                .with("expires", ApiViews.moment(grant.expires()))
                .with("firstSeen", stored.firstSeen())
                .with("confirmedAt", stored.observedAt());
    }

    private static JsonMembers credential(StoredRecord<Credential> stored) {
        Credential credential = stored.content();
        return new JsonMembers()
                .with("key", credential.key())
                .with("type", ApiViews.code(credential.type()))
                .with("hint", credential.hint())
                .with("status", ApiViews.code(credential.standing()))
                .with("live", stored.isLive())
                .with("created", ApiViews.moment(credential.created()))
                .with("expires", ApiViews.moment(credential.expires()))
                .with("lastUsed", ApiViews.moment(credential.lastUsed()))
                .with("lastRotated", ApiViews.moment(credential.lastRotated()));
    }

    private static JsonMembers use(IdentitySummary summary, IdentityRecord record) {
        Optional<UsageReview> review = summary.use();
        SortedMap<String, DaySpan> calls = new TreeMap<>();
        for (UsageHistory usage : record.usage()) {
            usage.calls().forEach((name, days) -> calls.merge(name, days, DaySpan::union));
        }
        return new JsonMembers()
                .with("sentence", summary.usageSentence())
                .with(
                        "days",
                        ApiViews.count(review.map(UsageReview::days)
                                .filter(days -> days > 0)
                                .map(Integer::longValue)))
                .with("enough", review.map(UsageReview::enough).orElse(List.of()))
                .with("surplus", review.map(UsageReview::surplus).orElse(List.of()))
                .with("unused", review.map(UsageReview::unused).orElse(List.of()))
                .with(
                        "calls",
                        calls.entrySet().stream()
                                .limit(MAX_CALLS)
                                .map(each -> new JsonMembers()
                                        .with("call", each.getKey())
                                        .with("first", each.getValue().first().toString())
                                        .with("last", each.getValue().last().toString()))
                                .toList())
                .with("activeDays", activeDays(record));
    }

    /** Returns the days of use in recent weeks, in order. */
    private static List<String> activeDays(IdentityRecord record) {
        return record.usage().stream()
                .flatMap(usage -> java.util.stream.IntStream.range(0, Long.SIZE)
                        .filter(bit -> (usage.recentDays() >>> bit & 1) == 1)
                        .mapToObj(bit -> usage.seen().last().minusDays(bit).toString()))
                .distinct()
                .sorted()
                .toList();
    }

    private JsonMembers approval(IdentityRecord record, InventorySnapshot snapshot) {
        ApprovalStatus status = approvals.status(record);
        return new JsonMembers()
                .with("state", status.state().code())
                .with("displayName", status.state().displayName())
                .with("basis", status.basis())
                .with("record", status.approval().map(found -> views.approval(found, snapshot)))
                .with("drift", status.drift().stream().map(IdentityApi::drift).toList());
    }

    private static JsonMembers drift(ApprovalDrift drift) {
        return new JsonMembers()
                .with("kind", drift.kind().code())
                .with("severity", ApiViews.code(drift.severity()))
                .with("headline", drift.headline())
                .with("approved", drift.approved())
                .with("current", drift.current());
    }

    private static JsonMembers revocation(RevocationAttempt attempt) {
        return new JsonMembers()
                .with("startedAt", attempt.startedAt())
                .with("endedAt", attempt.endedAt())
                .with("requestedBy", attempt.requestedBy())
                .with("outcome", ApiViews.code(attempt.outcome()))
                .with("detail", attempt.detail())
                .with("calls", attempt.calls());
    }

    /**
     * An event in the history of an identity.
     *
     * @param entries the ids of ledger entries, one of which records the event; empty if none does
     */
    private record Happening(
            Instant at,
            String type,
            String title,
            List<String> detail,
            Optional<String> by,
            Optional<String> severity,
            Optional<String> finding,
            Optional<String> question,
            List<String> entries) {
        static Happening of(Instant at, String type, String title, List<String> detail) {
            return new Happening(
                    at,
                    type,
                    title,
                    detail,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }

        Happening by(Optional<String> who) {
            return new Happening(at, type, title, detail, who, severity, finding, question, entries);
        }

        Happening ofQuestion(String id) {
            return new Happening(at, type, title, detail, by, severity, finding, Optional.of(id), entries);
        }

        Happening recordedAs(List<String> ids) {
            return new Happening(at, type, title, detail, by, severity, finding, question, ids);
        }
    }

    private ApiResult timeline(AuthorizedApiCall call) {
        IdentitySummary identity = inventory.required(call);
        IdentityRecord record = record(identity);
        RecordedEntryIds ids = RecordedEntryIds.about(stores.tenant(), identity.id(), salts);
        List<Happening> all = new ArrayList<>();
        all.add(Happening.of(
                        record.identity().firstSeen(),
                        "seen",
                        "Grantkeeper saw the identity for the first time",
                        List.of())
                .recordedAs(ids.registration()));
        record.events().forEach(event -> event.at().toOptional().ifPresent(at -> all.add(event(event, at))));
        for (Finding finding : record.findings()) {
            all.add(found(finding, identity).recordedAs(ids.opened(finding)));
            finding.closedAt()
                    .ifPresent(at -> all.add(Happening.of(
                                    at,
                                    "closed",
                                    finding.status() == FindingStatus.ACCEPTED
                                            ? "Accepted: " + finding.headline()
                                            : "No longer: " + finding.headline(),
                                    List.of())
                            .recordedAs(ids.closed(finding))));
        }
        stores.questions()
                .byIdentity(stores.tenant(), identity.id())
                .forEach(question -> questions(question, ids, all));
        approvals.status(record).approval().ifPresent(approval -> {
            Iterator<String> entries = ids.decided(approval).iterator();
            all.add(decided(approval.current()).recordedAs(List.of(entries.next())));
            approval.earlier().forEach(step -> all.add(decided(step).recordedAs(List.of(entries.next()))));
        });
        stores.revocations()
                .byIdentity(stores.tenant(), identity.id())
                .forEach(attempt -> all.add(Happening.of(
                                attempt.startedAt(),
                                "revocation",
                                "Revocation: "
                                        + ApiViews.code(attempt.outcome()).replace('-', ' '),
                                attempt.detail().isEmpty() ? attempt.calls() : List.of(attempt.detail()))
                        .by(Optional.of(attempt.requestedBy()))
                        .recordedAs(ids.revoked(attempt))));
        all.sort(Comparator.comparing(Happening::at)
                .reversed()
                .thenComparing(Happening::type)
                .thenComparing(Happening::title));
        ApiListPage<Happening> page = ApiListPage.at(all, call);
        Map<String, Long> indexes = stores.log()
                .indexesOf(
                        stores.tenant(),
                        page.items().stream()
                                .flatMap(happening -> happening.entries().stream())
                                .distinct()
                                .toList());
        return ApiResult.of(page.json(happening -> happening(happening, indexes)));
    }

    private Happening event(AccessEvent event, Instant at) {
        List<String> details = event.details().entrySet().stream()
                .map(detail -> detail.getKey() + ": " + detail.getValue())
                .toList();
        return Happening.of(at, "event", ApiViews.code(event.type()).replace('-', ' '), details)
                .by(event.actor().toOptional().map(inventory::name));
    }

    private Happening found(Finding finding, IdentitySummary identity) {
        return new Happening(
                finding.foundAt(),
                "finding",
                identity.displayName().text() + " " + finding.headline(),
                finding.reasonsForTeam(),
                finding.cause().toOptional().map(inventory::name),
                Optional.of(ApiViews.code(finding.severity())),
                Optional.of(views.entry(finding, identity).id()),
                Optional.empty(),
                List.of());
    }

    private static void questions(OwnerQuestion question, RecordedEntryIds ids, List<Happening> all) {
        for (QuestionRecipient person : question.asked()) {
            // The entry about the first message has the question's id; later messages have ids of their own.
            boolean first = person.equals(question.asked().getFirst());
            // The reasons were written to the person who was asked, and are shown to others.
            List<String> why = person.why().stream()
                    .map(reason -> reason.replaceFirst("^you ", "they ").replaceFirst("^your ", "their "))
                    .toList();
            person.toldAt()
                    .ifPresent(at -> all.add(Happening.of(at, "question", person.name() + " was asked", why)
                            .ofQuestion(question.id())
                            .recordedAs(first ? ids.asked(question) : List.of())));
        }
        question.conclusion()
                .ifPresent(end -> all.add(Happening.of(
                                end.at(),
                                "answer",
                                end.answer()
                                        .map(answer -> "Answer: " + answer.displayName())
                                        .orElse("No answer"),
                                end.results())
                        .by(end.by())
                        .ofQuestion(question.id())
                        .recordedAs(ids.concluded(question, end))));
    }

    private static Happening decided(ApprovalDecision decision) {
        return Happening.of(
                        decision.at(),
                        "approval",
                        "Approval: " + decision.state().displayName(),
                        decision.why().isEmpty() ? List.of() : List.of(decision.why()))
                .by(Optional.of(decision.by()).filter(by -> !by.equals(ApprovalDecision.CLOCK)));
    }

    private static JsonMembers happening(Happening happening, Map<String, Long> indexes) {
        return new JsonMembers()
                .with("at", happening.at())
                .with("type", happening.type())
                .with("title", happening.title())
                .with("detail", happening.detail())
                .with("by", happening.by())
                .with("severity", happening.severity())
                .with("finding", happening.finding())
                .with("question", happening.question())
                .with("decision", Optional.empty())
                .with(
                        "ledger",
                        happening.entries().stream()
                                .flatMap(id -> Optional.ofNullable(indexes.get(id)).stream())
                                .findFirst());
    }
}
