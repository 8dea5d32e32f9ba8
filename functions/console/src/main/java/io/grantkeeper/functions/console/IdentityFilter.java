package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Selects and sorts identities by the parameters of a call. */
final class IdentityFilter {
    private final ConsoleInventory inventory;
    private final ApiViews views;
    private final TierZeroPathReports paths;

    IdentityFilter(ConsoleInventory inventory, ApiViews views, TierZeroPathReports paths) {
        this.inventory = inventory;
        this.views = views;
        this.paths = paths;
    }

    private static final Comparator<ListedIdentity> BY_ID =
            Comparator.comparing(identity -> identity.summary().id());

    /** The parameters by which identities are selected and sorted. */
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

    /** Returns the identities that a call selects, in the order that it requests. */
    IdentitySelection select(AuthorizedApiCall call, InventorySnapshot snapshot) {
        if (call.isOwnerOnly() || call.parameter("owner").filter("me"::equals).isPresent()) {
            return selected(call, snapshot);
        }
        String key =
                PARAMETERS.stream().map(name -> call.parameter(name).orElse("")).collect(Collectors.joining("\n"));
        return snapshot.selection(key, () -> selected(call, snapshot));
    }

    private IdentitySelection selected(AuthorizedApiCall call, InventorySnapshot snapshot) {
        String sort = call.parameter("sort").orElse("risk");
        Optional<String> text = call.parameter("q").map(ListedIdentity::searchable);
        List<ListedIdentity> all = text.isPresent()
                ? containing(text.get(), sort, snapshot)
                : sort.equals("risk") ? snapshot.listed() : snapshot.listed(sort, order(sort));
        return IdentitySelection.of(passing(all, filters(call, snapshot)));
    }

    /**
     * Returns the identities whose text contains a string, sorted. Only the matches are sorted, because there are few
     * of them.
     */
    private static List<ListedIdentity> containing(String text, String sort, InventorySnapshot snapshot) {
        List<ListedIdentity> found = snapshot.searchIndex().containing(text);
        if (sort.equals("risk")) {
            return found;
        }
        List<ListedIdentity> sorted = new ArrayList<>(found);
        sorted.sort(order(sort));
        return sorted;
    }

    /** Returns the identities that pass all filters, in the order of the given list. */
    private static List<IdentitySummary> passing(List<ListedIdentity> all, List<Predicate<IdentitySummary>> filters) {
        List<IdentitySummary> selected = new ArrayList<>();
        for (ListedIdentity identity : all) {
            if (passes(identity.summary(), filters)) {
                selected.add(identity.summary());
            }
        }
        return selected;
    }

    private static boolean passes(IdentitySummary identity, List<Predicate<IdentitySummary>> filters) {
        for (Predicate<IdentitySummary> filter : filters) {
            if (!filter.test(identity)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the filter conditions in a call. Conditions that are cheap to test come first. */
    private List<Predicate<IdentitySummary>> filters(AuthorizedApiCall call, InventorySnapshot snapshot) {
        List<Predicate<IdentitySummary>> filters = new ArrayList<>();
        Instant now = snapshot.asOf();
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        Set<String> states = call.choices("state");
        filters.add(
                states.isEmpty()
                        ? identity -> identity.status() != IdentityStatus.GONE
                        : identity -> states.contains(ApiViews.code(identity.status())));
        choice(call, "risk", identity -> ApiViews.code(identity.severity())).ifPresent(filters::add);
        choice(call, "ai", identity -> ApiViews.code(identity.ai())).ifPresent(filters::add);
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
        choice(call, "unused", identity -> ApiViews.code(views.unused(identity, now)))
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
        return filters;
    }

    private static Optional<Predicate<IdentitySummary>> choice(
            AuthorizedApiCall call, String parameter, Function<IdentitySummary, String> value) {
        Set<String> choices = call.choices(parameter);
        return choices.isEmpty() ? Optional.empty() : Optional.of(identity -> choices.contains(value.apply(identity)));
    }

    private static Comparator<ListedIdentity> order(String sort) {
        return switch (sort) {
            case "name" -> Comparator.comparing(ListedIdentity::name).thenComparing(BY_ID);
            case "changed" ->
                Comparator.comparing(
                                (ListedIdentity identity) -> identity.summary().changedAt())
                        .reversed()
                        .thenComparing(BY_ID);
            case "first-seen" ->
                Comparator.comparing(
                                (ListedIdentity identity) -> identity.summary().firstSeen())
                        .reversed()
                        .thenComparing(BY_ID);
            // Identities whose last use is unknown come last: unknown is neither long ago nor recent.
            case "last-used" ->
                Comparator.comparing((ListedIdentity identity) ->
                                identity.summary().lastUsed().toOptional().orElse(Instant.MAX))
                        .thenComparing(BY_ID);
            default -> InventoryListing.HIGHEST_RISK_FIRST;
        };
    }
}
