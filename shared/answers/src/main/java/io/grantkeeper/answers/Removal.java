package io.grantkeeper.answers;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.revocation.RevocationRequest;
import io.grantkeeper.revocation.RevocationStep;
import io.grantkeeper.revocation.RevokeAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer takes away: all for "revoke"; for "reduce" the grants of which nothing was ever needed, and for the
 * others words that say what would do.
 *
 * @param steps what is called, or left to a person
 * @param advice what a person has to do beside the steps, one sentence each
 */
public record Removal(Optional<RevokeAccess> through, List<RevocationStep> steps, List<String> advice) {
    public Removal {
        steps = List.copyOf(steps);
        advice = List.copyOf(advice);
    }

    /** Plans it; changes nothing. */
    public static Removal plan(Revokers revokers, TenantId tenant, IdentityDossier dossier, Answer answer) {
        return switch (answer) {
            case KEEP, NOT_MINE -> new Removal(Optional.empty(), List.of(), List.of());
            case REVOKE -> of(revokers, tenant, dossier, Set.of(), List.of());
            case REDUCE -> reduce(revokers, tenant, dossier);
        };
    }

    private static Removal reduce(Revokers revokers, TenantId tenant, IdentityDossier dossier) {
        Optional<UseReview> use = dossier.summary().flatMap(IdentitySummary::use);
        if (use.isEmpty() || use.get().surplus().isEmpty()) {
            return new Removal(
                    Optional.empty(),
                    List.of(),
                    List.of(
                            "Nobody can tell which part is not needed: "
                                    + use.map(UseReview::sentence)
                                            .orElseGet(
                                                    () -> UseReview.withoutUse().sentence()),
                            "Ask whoever runs it what it needs, and give it that instead."));
        }
        Set<String> surplus = Set.copyOf(use.get().surplus());
        Set<String> unneeded = IdentityState.live(dossier.grants()).stream()
                .filter(grant -> !grant.scopes().isEmpty() && surplus.containsAll(grant.scopes()))
                .map(Grant::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean partly = IdentityState.live(dossier.grants()).stream()
                .anyMatch(grant -> !unneeded.contains(grant.key())
                        && grant.scopes().stream().anyMatch(surplus::contains));
        List<String> advice = new ArrayList<>();
        if (partly) {
            advice.add(
                    "These permissions would do: " + String.join(", ", use.get().enough()) + ".");
            advice.add("Take away the others where it was let in: "
                    + String.join(", ", use.get().surplus()) + ".");
        }
        return unneeded.isEmpty()
                ? new Removal(Optional.empty(), List.of(), advice)
                : of(revokers, tenant, dossier, unneeded, advice);
    }

    /** The rest of one that was begun: nothing that came since is touched. */
    static Removal rest(Revokers revokers, TenantId tenant, IdentityDossier dossier, RevocationRequest request) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, dossier.identity().content().id().connection());
        Set<RowKey> begun = through.map(
                        revoke -> revoke.progress(tenant, dossier, request).begun())
                .orElse(Set.of());
        if (begun.isEmpty()) {
            return new Removal(
                    through,
                    List.of(),
                    List.of(
                            "It changed before this could be carried out: nothing was taken away, and it is asked again."));
        }
        return new Removal(
                through,
                through.orElseThrow()
                        .plan(dossier, begun.stream().map(RowKey::part).collect(Collectors.toSet())),
                IdentityState.opensMoreThan(dossier, begun)
                        ? List.of(
                                "It changed before this was carried out to its end: what came since was not taken away.")
                        : List.of());
    }

    private static Removal of(
            Revokers revokers, TenantId tenant, IdentityDossier dossier, Set<String> keys, List<String> advice) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, dossier.identity().content().id().connection());
        if (through.isPresent()) {
            return new Removal(through, through.get().plan(dossier, keys), advice);
        }
        List<String> more = new ArrayList<>(advice);
        more.add("Grantkeeper cannot take anything away at this provider: do it in the provider's own settings.");
        return new Removal(through, List.of(), more);
    }

    /** What would be done and what would stop working, one sentence each. */
    public List<String> preview() {
        List<String> lines = new ArrayList<>();
        for (RevocationStep step : steps) {
            switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Possible(var calls, var consequences, var reversible)) -> {
                    lines.addAll(consequences);
                    lines.add("%s. Call: %s"
                            .formatted(
                                    reversible ? "It can be undone" : "It cannot be undone from here",
                                    String.join("; ", calls)));
                }
                case RevocationStep.Planned(var _, RevocationPlan.ByHand(var reason, var byHand)) -> {
                    lines.add("By hand: " + reason);
                    lines.addAll(byHand);
                }
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    lines.add("This part cannot be planned right now: " + problem.message());
            }
        }
        lines.addAll(advice);
        return lines.stream().distinct().toList();
    }

    /**
     * What became of it.
     *
     * @param results one sentence each
     * @param goesOnAt when the provider's limit has room for the rest; empty where nothing waits
     */
    record Done(List<String> results, Optional<Instant> goesOnAt) {}

    /**
     * Does it, recorded step by step; what the same request has taken away before is not called for again.
     *
     * @param until what waits for longer is given up
     */
    Done carryOut(TenantId tenant, IdentityDossier dossier, RevocationRequest request, Optional<Instant> until) {
        List<String> results = new ArrayList<>();
        Optional<Instant> goesOnAt = Optional.empty();
        for (RevocationStep step : steps) {
            Revocation done = through.orElseThrow().carryOut(tenant, step, request);
            switch (done.outcome()) {
                case DONE -> {} // told as one number below
                case BY_HAND -> results.add("To be done by hand: " + done.detail());
                case FAILED -> results.add("Not taken away: " + done.detail());
                case STARTED -> results.add("Begun; nobody knows yet what became of it.");
                case WAITING -> {
                    Instant room = done.goesOnAt().orElse(done.startedAt());
                    if (until.filter(room::isBefore).isEmpty()) {
                        through.orElseThrow().giveUp(tenant, done);
                        results.add("Not taken away: " + done.detail());
                        continue;
                    }
                    results.add("Not taken away yet, and tried again by itself: " + done.detail());
                    goesOnAt = Optional.of(goesOnAt.filter(room::isAfter).orElse(room));
                }
            }
        }
        int gone = through.map(revoke ->
                        revoke.progress(tenant, dossier, request).gone().size())
                .orElse(0);
        if (gone > 0) {
            results.addFirst("Taken away: %d of what it held.".formatted(gone));
        }
        results.addAll(advice);
        return new Done(results, goesOnAt);
    }
}
