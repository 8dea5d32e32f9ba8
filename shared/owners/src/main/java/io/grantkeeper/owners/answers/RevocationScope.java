package io.grantkeeper.owners.answers;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.owners.revocation.RevokeAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The revocation that an answer leads to. "Revoke" revokes all access. "Reduce" revokes the grants that were never
 * needed, and states for the other grants which permissions are sufficient.
 *
 * @param through carries out the steps; empty if there is nothing to revoke or Grantkeeper cannot revoke it
 * @param steps the steps that Grantkeeper performs, or that a person must perform
 * @param advice what a person must do in addition to the steps, one sentence each
 */
public record RevocationScope(Optional<RevokeAccess> through, List<RevocationStep> steps, List<String> advice) {
    public RevocationScope {
        steps = List.copyOf(steps);
        advice = List.copyOf(advice);
    }

    /** Plans the revocation, without changing anything. */
    public static RevocationScope plan(
            RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord, OwnerAnswer answer) {
        return switch (answer) {
            case KEEP, NOT_MINE -> new RevocationScope(Optional.empty(), List.of(), List.of());
            case REVOKE -> planRevocation(revokers, tenant, identityRecord, Set.of(), List.of());
            case REDUCE -> reduce(revokers, tenant, identityRecord);
        };
    }

    private static RevocationScope reduce(RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord) {
        Optional<UsageReview> use = identityRecord.summary().flatMap(IdentitySummary::use);
        if (use.isEmpty() || use.get().surplus().isEmpty()) {
            return new RevocationScope(
                    Optional.empty(),
                    List.of(),
                    List.of(
                            "It is unknown which part of its access is not needed: "
                                    + identityRecord
                                            .summary()
                                            .map(IdentitySummary::usageSentence)
                                            .orElseGet(() ->
                                                    UsageReview.withoutUse().sentence()),
                            "Ask the people who run it which permissions it needs, and grant only those."));
        }
        Set<String> surplus = Set.copyOf(use.get().surplus());
        Set<String> unneeded = IdentityStateDigest.live(identityRecord.grants()).stream()
                .filter(grant -> !grant.scopes().isEmpty() && surplus.containsAll(grant.scopes()))
                .map(Grant::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean partly = IdentityStateDigest.live(identityRecord.grants()).stream()
                .anyMatch(grant -> !unneeded.contains(grant.key())
                        && grant.scopes().stream().anyMatch(surplus::contains));
        List<String> nextSteps = new ArrayList<>();
        if (partly) {
            nextSteps.add("These permissions are sufficient: "
                    + String.join(", ", use.get().enough()) + ".");
            nextSteps.add("Remove the others where its access was granted: "
                    + String.join(", ", use.get().surplus()) + ".");
        }
        return unneeded.isEmpty()
                ? new RevocationScope(Optional.empty(), List.of(), nextSteps)
                : planRevocation(revokers, tenant, identityRecord, unneeded, nextSteps);
    }

    /** Plans the remaining steps of a revocation that has begun. Access that was added since then is not revoked. */
    static RevocationScope planRemainder(
            RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord, RevocationRequest request) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, identityRecord.identity().content().id().connection());
        Set<RowKey> begun = through.map(revoke ->
                        revoke.progress(tenant, identityRecord, request).begun())
                .orElse(Set.of());
        if (begun.isEmpty()) {
            return new RevocationScope(
                    through,
                    List.of(),
                    List.of(
                            "Its access changed before the answer was carried out. Nothing was revoked, and the question will be asked again."));
        }
        return new RevocationScope(
                through,
                through.orElseThrow()
                        .plan(identityRecord, begun.stream().map(RowKey::part).collect(Collectors.toSet())),
                IdentityStateDigest.hasUsableAccessBeyond(identityRecord, begun)
                        ? List.of(
                                "Its access changed before the answer was fully carried out. Access that was added since then was not revoked.")
                        : List.of());
    }

    private static RevocationScope planRevocation(
            RevokerProvider revokers,
            TenantId tenant,
            IdentityRecord identityRecord,
            Set<String> keys,
            List<String> nextSteps) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, identityRecord.identity().content().id().connection());
        if (through.isPresent()) {
            return new RevocationScope(through, through.get().plan(identityRecord, keys), nextSteps);
        }
        List<String> more = new ArrayList<>(nextSteps);
        more.add("Grantkeeper cannot revoke access at this provider. Revoke it in the provider's own settings.");
        return new RevocationScope(through, List.of(), more);
    }

    /** Returns what would be revoked and what would stop working, one sentence each. */
    public List<String> preview() {
        List<String> lines = new ArrayList<>();
        for (RevocationStep step : steps) {
            switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Automatic(var calls, var consequences, var reversible)) -> {
                    lines.addAll(consequences);
                    lines.add("%s. Call: %s"
                            .formatted(
                                    reversible ? "It can be undone" : "Grantkeeper cannot undo it",
                                    String.join("; ", calls)));
                }
                case RevocationStep.Planned(var _, RevocationPlan.Manual(var reason, var byHand)) -> {
                    lines.add("By hand: " + reason);
                    lines.addAll(byHand);
                }
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    lines.add("This part cannot be planned at the moment: " + problem.message());
            }
        }
        lines.addAll(advice);
        return lines.stream().distinct().toList();
    }

    /**
     * The result of carrying out a revocation.
     *
     * @param results what was and was not revoked, one sentence each
     * @param goesOnAt the time at which the provider's rate limit allows the remaining steps; empty if no step is
     *     waiting
     */
    record Result(List<String> results, Optional<Instant> goesOnAt) {}

    /**
     * Carries out the revocation and records each step. Access that the same request has already revoked is not revoked
     * again.
     *
     * @param until the latest time until which a step may wait for a rate limit; empty if no step may wait. A step that
     *     would have to wait longer is abandoned
     */
    Result carryOut(
            TenantId tenant, IdentityRecord identityRecord, RevocationRequest request, Optional<Instant> until) {
        List<String> results = new ArrayList<>();
        Optional<Instant> goesOnAt = Optional.empty();
        for (RevocationStep step : steps) {
            RevocationAttempt done = through.orElseThrow().carryOut(tenant, step, request);
            switch (done.outcome()) {
                case DONE -> {} // included in the total below
                case BY_HAND -> results.add("To do manually: " + done.detail());
                case FAILED -> results.add("Not revoked: " + done.detail());
                case STARTED -> results.add("The revocation has started; its result is not known yet.");
                case WAITING -> {
                    Instant room = done.goesOnAt().orElse(done.startedAt());
                    if (until.filter(room::isBefore).isEmpty()) {
                        through.orElseThrow().giveUp(tenant, done);
                        results.add("Not revoked: " + done.detail());
                        continue;
                    }
                    results.add("Not revoked yet; Grantkeeper will try again automatically: " + done.detail());
                    goesOnAt = Optional.of(goesOnAt.filter(room::isAfter).orElse(room));
                }
            }
        }
        int gone = through.map(revoke ->
                        revoke.progress(tenant, identityRecord, request).gone().size())
                .orElse(0);
        if (gone > 0) {
            results.addFirst("Revoked: %d of its grants and credentials.".formatted(gone));
        }
        results.addAll(advice);
        return new Result(results, goesOnAt);
    }
}
