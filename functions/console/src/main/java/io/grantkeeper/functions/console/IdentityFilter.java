package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Selects and sorts identities as the parameters of a call say. */
final class IdentityFilter {
    private final ConsoleInventory inventory;
    private final Views views;
    private final PathReports paths;

    IdentityFilter(ConsoleInventory inventory, Views views, PathReports paths) {
        this.inventory = inventory;
        this.views = views;
        this.paths = paths;
    }

    /** Returns the identities that a call selects, sorted by {@link #order}. */
    List<IdentitySummary> select(ApiCall call, Snapshot snapshot) {
        Predicate<IdentitySummary> filter = filter(call, snapshot.asOf());
        List<IdentitySummary> found =
                snapshot.identities().stream().filter(filter).toList();
        return call.parameter("sort").filter(sort -> !sort.equals("risk")).isEmpty()
                ? found
                : found.stream().sorted(order(call)).toList();
    }

    private Predicate<IdentitySummary> filter(ApiCall call, Instant now) {
        ConsoleInventory.Mine mine = inventory.mine(call.by());
        Predicate<IdentitySummary> filter = identity -> true;
        if (call.isOwnerOnly()) {
            Snapshot snapshot = inventory.snapshot();
            filter = identity -> mine.maySee(identity, snapshot);
        }
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        if (text.isPresent()) {
            filter = filter.and(identity -> isAbout(identity, text.get()));
        }
        Optional<String> owner = call.parameter("owner");
        if (owner.isPresent()) {
            filter = filter.and(
                    switch (owner.get()) {
                        case "nobody" -> identity -> identity.owner().isEmpty();
                        case "me" -> mine::isOwner;
                        default -> identity -> identity.owner().isPresent();
                    });
        }
        Set<String> states = call.choices("state");
        filter = filter.and(
                states.isEmpty()
                        ? identity -> identity.status() != IdentityStatus.GONE
                        : identity -> states.contains(Views.code(identity.status())));
        Optional<String> product = call.parameter("product");
        if (product.isPresent()) {
            filter = filter.and(identity -> identity.product().equals(product));
        }
        filter = filter.and(
                        choice(call, "kind", identity -> identity.id().kind().code()))
                .and(choice(call, "provider", identity -> identity.provider().value()))
                .and(choice(
                        call,
                        "connection",
                        identity -> identity.id().connection().value()))
                .and(choice(call, "risk", identity -> Views.code(identity.severity())))
                .and(choice(call, "ai", identity -> Views.code(identity.ai())))
                .and(choice(call, "unused", identity -> Views.code(views.unused(identity, now))))
                .and(choice(
                        call,
                        "approval",
                        identity -> identity.approval()
                                .map(ApprovalReview::state)
                                .map(state -> state.code())
                                .orElse("none")));
        Optional<String> tierZero = call.parameter("tierZero");
        if (tierZero.isPresent()) {
            Set<String> exposed = paths.reachingTierZero();
            boolean wanted = tierZero.get().equals("yes");
            filter = filter.and(identity -> exposed.contains(identity.id().toString()) == wanted);
        }
        return filter;
    }

    private static Predicate<IdentitySummary> choice(
            ApiCall call, String parameter, java.util.function.Function<IdentitySummary, String> value) {
        Set<String> choices = call.choices(parameter);
        return choices.isEmpty() ? identity -> true : identity -> choices.contains(value.apply(identity));
    }

    private boolean isAbout(IdentitySummary identity, String text) {
        return contains(identity.displayName().text(), text)
                || contains(identity.id().toString(), text)
                || identity.product()
                        .filter(id -> contains(views.productName(id), text))
                        .isPresent()
                || identity.owner()
                        .filter(id -> contains(inventory.name(id), text))
                        .isPresent();
    }

    private static boolean contains(String value, String text) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }

    /** Returns the order of a call's list. */
    static Comparator<IdentitySummary> order(ApiCall call) {
        return switch (call.parameter("sort").orElse("risk")) {
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
            default -> ConsoleInventory.HIGHEST_RISK_FIRST;
        };
    }
}
