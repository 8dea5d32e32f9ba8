package io.grantkeeper.functions.console;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.ProductId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.owners.answers.AnswerProviders;
import io.grantkeeper.reports.FindingListEntry;
import io.grantkeeper.targets.ticket.AlertTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Converts the model to the API's JSON. Ids are accompanied by names, and an unknown value is marked as unknown. */
final class ApiViews {
    /** The period without use after which an identity counts as unused. */
    private static final Duration UNUSED = Duration.ofDays(90);

    private static final int SHOWN_REACHES = 5;
    private static final Map<Enum<?>, String> CODES = new ConcurrentHashMap<>();

    private final ConsoleInventory inventory;
    private final AnswerProviders providers;
    private final FindingTickets tickets;
    private final AppCatalog catalog = AppCatalog.standard();

    ApiViews(ConsoleInventory inventory, FindingTickets tickets, AnswerProviders providers) {
        this.inventory = inventory;
        this.tickets = tickets;
        this.providers = providers;
    }

    /**
     * Returns the API's spelling of a constant. Spellings are cached, because a list calls this method many times for
     * each identity.
     */
    static String code(Enum<?> value) {
        return CODES.computeIfAbsent(
                value, one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static JsonMembers moment(Timestamp moment) {
        return switch (moment) {
            case Timestamp.At(Instant at) ->
                new JsonMembers().with("state", "at").with("at", at);
            case Timestamp.Never _ -> new JsonMembers().with("state", "never");
            case Timestamp.Unknown _ -> new JsonMembers().with("state", "unknown");
        };
    }

    static JsonMembers known(Optional<String> text) {
        return text.map(value -> new JsonMembers().with("state", "known").with("value", value))
                .orElseGet(() -> new JsonMembers().with("state", "unknown"));
    }

    static JsonMembers count(Optional<Long> number) {
        return number.map(value -> new JsonMembers().with("state", "known").with("value", value))
                .orElseGet(() -> new JsonMembers().with("state", "unknown"));
    }

    String provider(ProviderId provider) {
        return providers.name(provider);
    }

    /** Returns the provider's display name and capabilities as far as answers to questions depend on them. */
    AnswerProviders providers() {
        return providers;
    }

    JsonMembers person(PersonId id) {
        Optional<Person> person = inventory.person(id);
        return new JsonMembers()
                .with("id", id.toString())
                .with("name", inventory.name(id))
                .with("email", known(person.map(Person::email).flatMap(KnownOrUnknown::toOptional)))
                .with("employment", code(person.map(Person::employment).orElse(EmploymentStatus.UNKNOWN)));
    }

    JsonMembers owner(OwnerCandidate owner) {
        return new JsonMembers().with("person", person(owner.person())).with("evidence", owner.evidence());
    }

    /** Returns the JSON members that identify an identity: its id, name, provider and kind. */
    JsonMembers reference(IdentityId id, String name, Optional<ProviderId> provider) {
        return new JsonMembers()
                .with("id", id.toString())
                .with("key", EncodedIdentityIds.of(id))
                .with("name", name)
                .with("provider", provider.map(ProviderId::value).orElse(""))
                .with("providerName", provider.map(this::provider).orElse("unknown"))
                .with("kind", id.kind().code())
                .with("kindName", id.kind().displayName());
    }

    JsonMembers reference(IdentitySummary identity) {
        return reference(identity.id(), identity.displayName().text(), Optional.of(identity.provider()));
    }

    Optional<JsonMembers> product(Optional<String> id) {
        return id.map(product -> new JsonMembers().with("id", product).with("name", productName(product)));
    }

    String productName(String product) {
        return catalog.find(new ProductId(product)).map(CatalogProduct::name).orElse(product);
    }

    AiVerdict unused(IdentitySummary identity, Instant now) {
        return switch (identity.lastUsed()) {
            case Timestamp.At(Instant at) -> at.plus(UNUSED).isBefore(now) ? AiVerdict.YES : AiVerdict.NO;
            case Timestamp.Never _ -> AiVerdict.YES;
            case Timestamp.Unknown _ -> AiVerdict.UNKNOWN;
        };
    }

    JsonMembers row(IdentitySummary identity, InventorySnapshot snapshot) {
        List<String> reaches = identity.reaches();
        return reference(identity)
                .with("connection", identity.id().connection().value())
                .with("form", identity.form())
                .with("product", product(identity.product()))
                .with("ai", code(identity.ai()))
                .with("risk", code(identity.severity()))
                .with("state", code(identity.status()))
                .with("owner", identity.owners().stream().findFirst().map(this::owner))
                .with("ownerCandidates", identity.owners().size())
                .with("reaches", reaches.subList(0, Math.min(SHOWN_REACHES, reaches.size())))
                .with("reachCount", reaches.size())
                .with("lastUsed", moment(identity.lastUsed()))
                .with("nextExpiry", moment(identity.nextExpiry()))
                .with("unused", code(unused(identity, snapshot.asOf())))
                .with("approval", identity.approval().map(ApiViews::approval))
                .with("openFindings", snapshot.findingsOf(identity.id()))
                .with("firstSeen", identity.firstSeen())
                .with("changedAt", identity.changedAt());
    }

    private static JsonMembers approval(ApprovalReview review) {
        SortedSet<DriftKind> drift = review.drift();
        return new JsonMembers()
                .with("state", review.state().code())
                .with("displayName", review.state().displayName())
                .with("until", review.until())
                .with("drift", drift.stream().map(DriftKind::code).toList());
    }

    JsonMembers basis(StatementBasis basis, String provider) {
        return new JsonMembers()
                .with("sentence", BasisText.forOwner(basis, provider))
                .with("certainty", basis.certainty().word())
                .with("sources", basis.sources().stream().map(ApiViews::source).toList())
                .with("assumptions", basis.assumptions());
    }

    private static String source(StatementSource source) {
        return BasisText.inTable(StatementBasis.of(io.grantkeeper.identity.basis.Certainty.OBSERVED, List.of(source)));
    }

    JsonMembers finding(FindingListEntry entry, InventorySnapshot snapshot) {
        Finding finding = entry.finding();
        Optional<IdentitySummary> identity = snapshot.identity(finding.identity());
        String provider = entry.provider().map(this::provider).orElse("the provider");
        return new JsonMembers()
                .with("id", entry.id())
                .with("key", finding.key())
                .with("type", FindingListEntry.code(finding.type()))
                .with("severity", code(finding.severity()))
                .with("status", code(finding.status()))
                .with("headline", finding.headline())
                .with("sentence", entry.name() + " " + finding.headline())
                .with("before", finding.before())
                .with("after", finding.after())
                .with("reasons", finding.reasonsForTeam())
                .with("advice", finding.advice())
                .with("foundAt", finding.foundAt())
                .with("closedAt", finding.closedAt())
                .with("identity", reference(finding.identity(), entry.name(), entry.provider()))
                .with("product", product(identity.flatMap(IdentitySummary::product)))
                .with("owner", identity.flatMap(IdentitySummary::owner).map(this::person))
                .with("cause", finding.cause().toOptional().map(this::person))
                .with(
                        "question",
                        snapshot.questionsAbout(finding.identity()).stream()
                                .filter(question -> question.findings().contains(finding.key()))
                                .findFirst()
                                .map(OwnerQuestion::id))
                .with(
                        "tickets",
                        tickets.of(finding).stream().map(ApiViews::ticket).toList())
                .with("basis", basis(finding.restsOn(), provider));
    }

    /** Returns the tickets of an incident's findings, each with the identity that the ticket is about. */
    List<JsonMembers> tickets(Incident incident, Function<IdentityId, JsonMembers> reference) {
        return tickets.of(incident).stream()
                .map(ticket -> ticket(ticket)
                        .with("title", ticket.title())
                        .with("identity", reference.apply(ticket.identity())))
                .toList();
    }

    /** Makes the next request read the tickets again. */
    void ticketsChanged() {
        tickets.changed();
    }

    private static JsonMembers ticket(AlertTicket ticket) {
        return new JsonMembers()
                .with("product", ticket.product())
                .with("status", code(ticket.status()))
                .with("reference", ticket.name())
                .with("url", ticket.url().filter(url -> url.startsWith("https://")));
    }

    /** Returns the list entry for a finding of an identity. The finding may be closed. */
    FindingListEntry entry(Finding finding, IdentitySummary identity) {
        return new FindingListEntry(
                finding,
                Optional.of(identity.provider()),
                identity.displayName().text(),
                identity.product().map(this::productName),
                identity.owner().map(inventory::name),
                identity.owner()
                        .flatMap(inventory::person)
                        .flatMap(person -> person.email().toOptional()));
    }

    JsonMembers approval(ApprovalOfRecord record, InventorySnapshot snapshot) {
        Optional<ApprovedScope> scope = record.scope();
        Optional<IdentityId> about = record.subject() instanceof ApprovalSubject.OneIdentity(IdentityId id)
                ? Optional.of(id)
                : Optional.empty();
        Optional<IdentitySummary> identity = about.flatMap(snapshot::identity);
        return new JsonMembers()
                .with("subject", record.subject().toString())
                .with("subjectName", subjectName(record.subject(), identity))
                .with("subjectType", subjectType(record.subject()))
                .with("identity", identity.map(this::reference))
                .with("state", record.stateAt(snapshot.asOf()).code())
                .with("displayName", record.stateAt(snapshot.asOf()).displayName())
                .with("current", decided(record.current()))
                .with("abilities", scope.map(ApprovedScope::abilities).orElse(List.of()))
                .with(
                        "permissions",
                        scope.map(known -> known.grants().stream()
                                        .map(ApprovedGrant::scopes)
                                        .flatMap(java.util.Collection::stream)
                                        .distinct()
                                        .sorted()
                                        .toList())
                                .orElse(List.of()))
                .with("scopeRecorded", scope.isPresent())
                .with("anyone", scope.filter(ApprovedScope::anyone).isPresent())
                .with(
                        "people",
                        scope.map(known -> known.people().stream()
                                        .map(inventory::name)
                                        .sorted()
                                        .toList())
                                .orElse(List.of()))
                .with("networks", List.copyOf(record.conditions().networks()))
                .with("hours", record.conditions().hours())
                .with("tools", List.copyOf(record.conditions().tools()))
                .with(
                        "earlier",
                        record.earlier().stream().map(ApiViews::decided).toList());
    }

    private String subjectName(ApprovalSubject subject, Optional<IdentitySummary> identity) {
        return switch (subject) {
            case ApprovalSubject.OneIdentity(IdentityId id) ->
                identity.map(known -> known.displayName().text()).orElse(id.externalId());
            case ApprovalSubject.OfProduct(String product) -> productName(product);
            case ApprovalSubject.OfClient(String client) -> client;
        };
    }

    private static String subjectType(ApprovalSubject subject) {
        return switch (subject) {
            case ApprovalSubject.OneIdentity _ -> "identity";
            case ApprovalSubject.OfProduct _ -> "product";
            case ApprovalSubject.OfClient _ -> "client";
        };
    }

    private static JsonMembers decided(ApprovalDecision decision) {
        return new JsonMembers()
                .with("state", decision.state().code())
                .with("displayName", decision.state().displayName())
                .with("by", decision.by())
                .with("source", decision.source().code())
                .with("at", decision.at())
                .with("until", decision.until())
                .with("why", decision.why())
                .with("ticket", decision.ticket())
                .with("batch", decision.batch());
    }
}
