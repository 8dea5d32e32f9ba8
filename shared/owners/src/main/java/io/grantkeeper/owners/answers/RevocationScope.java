package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.owners.revocation.RevokeAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

    /**
     * Plans which access an answer revokes, denies or approves at the provider, without changing anything.
     *
     * @param findings the keys of the findings that the question is about
     */
    public static RevocationScope plan(
            RevokerProvider revokers,
            TenantId tenant,
            IdentityRecord identityRecord,
            OwnerAnswer answer,
            Collection<String> findings) {
        return switch (answer) {
            case KEEP, NOT_MINE, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN, NAME_OWNER, ASK_TO_BLOCK ->
                new RevocationScope(Optional.empty(), List.of(), List.of());
            case REVOKE -> planRevocation(revokers, tenant, identityRecord, Set.of(), List.of());
            case BLOCK -> block(revokers, tenant, identityRecord);
            case REDUCE -> reduce(revokers, tenant, identityRecord);
            case TO_APPROVED -> toApproved(revokers, tenant, identityRecord);
            case REMOVE_ADDED ->
                revokeOnly(revokers, tenant, identityRecord, addedCredential(identityRecord, findings));
            case DENY_REQUEST -> revokeOnly(revokers, tenant, identityRecord, requests(identityRecord));
            case APPROVE_REQUEST -> approve(revokers, tenant, identityRecord);
        };
    }

    private static RevocationScope revokeOnly(
            RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord, Set<String> keys) {
        return keys.isEmpty()
                ? new RevocationScope(
                        Optional.empty(), List.of(), List.of("It no longer exists, so nothing is revoked."))
                : planRevocation(revokers, tenant, identityRecord, keys, List.of());
    }

    private static RevocationScope block(RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, identityRecord.identity().content().id().connection());
        return through.map(access -> new RevocationScope(through, List.of(access.planBlock(identityRecord)), List.of()))
                .orElseGet(() -> new RevocationScope(
                        through,
                        List.of(),
                        List.of("Grantkeeper cannot block apps at this provider. Block the app in the provider's"
                                + " own settings.")));
    }

    private static RevocationScope approve(RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, identityRecord.identity().content().id().connection());
        return through.map(access -> new RevocationScope(
                        through, access.planApproval(identityRecord, requests(identityRecord)), List.of()))
                .orElseGet(
                        () -> new RevocationScope(
                                through,
                                List.of(),
                                List.of(
                                        "Grantkeeper cannot approve requests at this provider. Approve the request in the provider's own settings.")));
    }

    /** Returns the keys of the grants and credentials that were requested but not given yet. */
    private static Set<String> requests(IdentityRecord identityRecord) {
        Set<String> keys = new LinkedHashSet<>();
        IdentityStateDigest.live(identityRecord.grants()).stream()
                .filter(grant -> grant.standing() == ProviderStatus.REQUESTED)
                .forEach(grant -> keys.add(grant.key()));
        IdentityStateDigest.live(identityRecord.credentials()).stream()
                .filter(credential -> credential.standing() == ProviderStatus.REQUESTED)
                .forEach(credential -> keys.add(credential.key()));
        return keys;
    }

    private static Set<String> addedCredential(IdentityRecord identityRecord, Collection<String> findings) {
        return IdentityStateDigest.live(identityRecord.credentials()).stream()
                .map(Credential::key)
                .filter(key ->
                        findings.stream().anyMatch(finding -> finding.startsWith("credential-added/" + key + "/")))
                .collect(Collectors.toSet());
    }

    /**
     * Plans the revocation of the grants that are entirely beyond the approval of record. A person must reduce the
     * grants that are only partly beyond it.
     */
    private static RevocationScope toApproved(
            RevokerProvider revokers, TenantId tenant, IdentityRecord identityRecord) {
        Optional<ApprovalReview> approval =
                identityRecord.summary().flatMap(IdentitySummary::approval).filter(ApprovalReview::scopeRecorded);
        List<Grant> grants = ApprovableAccess.grants(identityRecord);
        Set<String> beyond = grants.stream()
                .filter(grant -> approval.filter(known -> known.isBeyond(grant)).isPresent())
                .map(Grant::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean partly = grants.stream()
                .anyMatch(grant ->
                        approval.filter(known -> known.isPartlyBeyond(grant)).isPresent());
        List<String> nextSteps = partly
                ? List.of(
                        "Some of its access includes what was approved, but also more. Someone must reduce that access where it was granted.")
                : List.of();
        if (beyond.isEmpty()) {
            return new RevocationScope(
                    Optional.empty(),
                    List.of(),
                    partly ? nextSteps : List.of("It no longer has access beyond what was approved."));
        }
        return planRevocation(revokers, tenant, identityRecord, beyond, nextSteps);
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
            List<String> unused = use.get().unused();
            nextSteps.add(
                    unused.isEmpty()
                            ? "Someone must remove the permissions that it does not need where its access was granted."
                            : "Someone must reduce its access where it was granted, so that it can no longer do this: %s."
                                    .formatted(String.join("; ", unused)));
            nextSteps.add("Your security team can see the names of the permissions that are sufficient.");
        }
        return unneeded.isEmpty()
                ? new RevocationScope(Optional.empty(), List.of(), nextSteps)
                : planRevocation(revokers, tenant, identityRecord, unneeded, nextSteps);
    }

    /** Plans the remaining steps of a revocation that has begun. Access that was added since then is not revoked. */
    static RevocationScope planRemainder(
            RevokerProvider revokers,
            TenantId tenant,
            IdentityRecord identityRecord,
            OwnerAnswer answer,
            RevocationRequest request) {
        Optional<RevokeAccess> through =
                revokers.of(tenant, identityRecord.identity().content().id().connection());
        Set<RowKey> begun = through.map(revoke ->
                        revoke.progress(tenant, identityRecord, request).begun())
                .orElse(Set.of());
        if (begun.isEmpty()) {
            return new RevocationScope(
                    through,
                    List.of(),
                    List.of("Its access changed before the answer was carried out. Nothing was revoked, and the"
                            + " question will be asked again."));
        }
        if (answer == OwnerAnswer.BLOCK) {
            // A block covers what the app has now and later, so a change of its access does not matter once it has
            // begun.
            return block(revokers, tenant, identityRecord);
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

    /** Returns a preview of the revocation. */
    public RevocationPreview preview(IdentityRecord identityRecord) {
        return RevocationPreview.of(identityRecord, steps, advice);
    }

    /**
     * Approves the requests that are planned.
     *
     * @param by who decided
     */
    Result approve(String by) {
        List<String> results = new ArrayList<>(advice);
        for (RevocationStep step : steps) {
            results.add(through.orElseThrow()
                    .approve(step, by)
                    .map(problem -> "Not approved at the provider: " + problem)
                    .orElse("Approved at the provider."));
        }
        return new Result(results.stream().distinct().toList(), Optional.empty());
    }

    /**
     * The result of carrying out a revocation.
     *
     * @param results what was and was not revoked, one sentence each
     * @param goesOnAt when the provider's rate limit allows the remaining steps; empty if no step is waiting
     */
    record Result(List<String> results, Optional<Instant> goesOnAt) {}

    /**
     * Carries out the revocation and records each step. Access that the same request has already revoked is not revoked
     * again.
     *
     * @param until the time until which a step may wait for a rate limit; empty if no step may wait. A step that would
     *     have to wait longer is abandoned
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
            boolean blocked = steps.stream().anyMatch(RevocationStep.Block.class::isInstance);
            results.addFirst(
                    blocked
                            ? "Blocked for everyone at the provider."
                            : "Revoked: %d of its grants and credentials.".formatted(gone));
        }
        results.addAll(advice);
        return new Result(results, goesOnAt);
    }
}
