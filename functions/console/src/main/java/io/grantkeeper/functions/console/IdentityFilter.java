package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selects and sorts identities as the parameters of a call say. */
final class IdentityFilter {
    private final ConsoleInventory inventory;
    private final Views views;
    private final PathReports paths;
    private final Map<IdentityId, SearchText> texts = new ConcurrentHashMap<>();

    IdentityFilter(ConsoleInventory inventory, Views views, PathReports paths) {
        this.inventory = inventory;
        this.views = views;
        this.paths = paths;
    }

    /** The parameters that select and sort. */
    private static final List<String> PARAMETERS = List.of(
            "sort",
            "q",
            "owner",
            "state",
            "product",
            "kind",
            "provider",
            "connection",
            "risk",
            "ai",
            "unused",
            "approval",
            "tierZero");

    /** Returns the identities that a call selects, in the order that it asks for. */
    Selection select(ApiCall call, Snapshot snapshot) {
        if (call.isOwnerOnly() || call.parameter("owner").filter("me"::equals).isPresent()) {
            return selected(call, snapshot);
        }
        String key =
                PARAMETERS.stream().map(name -> call.parameter(name).orElse("")).collect(Collectors.joining("\n"));
        return snapshot.selection(key, () -> selected(call, snapshot));
    }

    private Selection selected(ApiCall call, Snapshot snapshot) {
        String sort = call.parameter("sort").orElse("risk");
        List<IdentitySummary> all =
                sort.equals("risk") ? snapshot.identities() : snapshot.identities(sort, order(sort));
        List<Predicate<IdentitySummary>> filters = filters(call, snapshot);
        return Selection.of(all.stream()
                .filter(identity -> {
                    for (Predicate<IdentitySummary> filter : filters) {
                        if (!filter.test(identity)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList());
    }

    /** Returns the conditions of a call, those that are cheap to test first. */
    private List<Predicate<IdentitySummary>> filters(ApiCall call, Snapshot snapshot) {
        List<Predicate<IdentitySummary>> filters = new ArrayList<>();
        Instant now = snapshot.asOf();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        Set<String> states = call.choices("state");
        filters.add(
                states.isEmpty()
                        ? identity -> identity.status() != IdentityStatus.GONE
                        : identity -> states.contains(Views.code(identity.status())));
        choice(call, "risk", identity -> Views.code(identity.severity())).ifPresent(filters::add);
        choice(call, "ai", identity -> Views.code(identity.ai())).ifPresent(filters::add);
        choice(call, "kind", identity -> identity.id().kind().code()).ifPresent(filters::add);
        choice(call, "provider", identity -> identity.provider().value()).ifPresent(filters::add);
        choice(call, "connection", identity -> identity.id().connection().value())
                .ifPresent(filters::add);
        Optional<String> product = call.parameter("product");
        if (product.isPresent()) {
            filters.add(identity -> identity.product().equals(product));
        }
        call.parameter("owner")
                .ifPresent(owner -> filters.add(
                        switch (owner) {
                            case "nobody" -> identity -> identity.owner().isEmpty();
                            case "me" -> mine::isOwner;
                            default -> identity -> identity.owner().isPresent();
                        }));
        choice(call, "unused", identity -> Views.code(views.unused(identity, now)))
                .ifPresent(filters::add);
        choice(
                        call,
                        "approval",
                        identity -> identity.approval()
                                .map(ApprovalReview::state)
                                .map(state -> state.code())
                                .orElse("none"))
                .ifPresent(filters::add);
        if (call.isOwnerOnly()) {
            filters.add(identity -> mine.maySee(identity, snapshot));
        }
        Optional<String> tierZero = call.parameter("tierZero");
        if (tierZero.isPresent()) {
            Set<String> exposed = paths.reachingTierZero();
            boolean wanted = tierZero.get().equals("yes");
            filters.add(identity -> exposed.contains(identity.id().toString()) == wanted);
        }
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        if (text.isPresent()) {
            forgetTextsOfRemoved(snapshot);
            filters.add(identity -> searchText(identity).contains(text.get()));
        }
        return filters;
    }

    private static Optional<Predicate<IdentitySummary>> choice(
            ApiCall call, String parameter, Function<IdentitySummary, String> value) {
        Set<String> choices = call.choices(parameter);
        return choices.isEmpty() ? Optional.empty() : Optional.of(identity -> choices.contains(value.apply(identity)));
    }

    /** What a search compares, in lowercase, and the version of the summary that it was made from. */
    private record SearchText(long version, String text) {}

    /** Returns the text that a search compares with the query. It is computed once for each version of an identity. */
    private String searchText(IdentitySummary identity) {
        SearchText known = texts.get(identity.id());
        if (known != null && known.version() == identity.version()) {
            return known.text();
        }
        String text = Stream.of(
                        Optional.of(identity.displayName().text()),
                        Optional.of(identity.id().toString()),
                        identity.product().map(views::productName),
                        identity.owner().map(inventory::name))
                .flatMap(Optional::stream)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        texts.put(identity.id(), new SearchText(identity.version(), text));
        return text;
    }

    private void forgetTextsOfRemoved(Snapshot snapshot) {
        if (texts.size() > 2 * snapshot.identities().size()) {
            texts.clear();
        }
    }

    private static Comparator<IdentitySummary> order(String sort) {
        return switch (sort) {
            case "name" -> Comparator.comparing(IdentitySummary::displayName).thenComparing(IdentitySummary::id);
            case "changed" ->
                Comparator.comparing(IdentitySummary::changedAt).reversed().thenComparing(IdentitySummary::id);
            case "first-seen" ->
                Comparator.comparing(IdentitySummary::firstSeen).reversed().thenComparing(IdentitySummary::id);
            // Identities whose last use is unknown come last: unknown is neither long ago nor recent.
            case "last-used" ->
                Comparator.comparing((IdentitySummary identity) ->
                                identity.lastUsed().toOptional().orElse(Instant.MAX))
                        .thenComparing(IdentitySummary::id);
            default -> InventoryListing.HIGHEST_RISK_FIRST;
        };
    }
}
