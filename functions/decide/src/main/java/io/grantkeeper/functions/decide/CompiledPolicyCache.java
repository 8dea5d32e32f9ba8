package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.facts.DerivedTags;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.PolicyStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies in force, compiled for decisions. {@link #inForce} reads the tenant's revision with one small strongly
 * consistent read, and the policies are read and compiled again only if the revision has changed. The revision is read
 * before the policies, so a set is never older than its revision number.
 */
final class CompiledPolicyCache {
    private final PolicyStore store;
    private final TenantId tenant;
    private volatile Prepared latest = new Prepared(-1, NOTHING, RequestCapabilityMapping.standard(), false, false);

    private static final IndexedDecisionEngine NOTHING = IndexedDecisionEngine.of(PolicySet.ofStored(List.of()));

    /**
     * The policies of one revision.
     *
     * @param asksForCredentials whether any policy depends on the age of a credential; if so, an identity is read with
     *     its credentials, which takes longer
     * @param asksForApprovals whether any policy depends on whether an action is outside the approval of record; if so, an
     *     approval that cannot be read counts as one that does not cover the action
     */
    record Prepared(
            long revision,
            IndexedDecisionEngine engine,
            RequestCapabilityMapping mapping,
            boolean asksForCredentials,
            boolean asksForApprovals) {}

    CompiledPolicyCache(PolicyStore store, TenantId tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    /** Returns the most recently compiled policies, which may be outdated. */
    Prepared latest() {
        return latest;
    }

    Prepared inForce() {
        return atRevision(store.revision(tenant));
    }

    /**
     * Returns the compiled policies of a revision.
     *
     * @param revision the tenant's current revision, as just read by the caller
     */
    Prepared atRevision(long revision) {
        Prepared kept = latest;
        if (kept.revision() == revision) {
            return kept;
        }
        PolicySet set = PolicySet.ofStored(store.all(tenant));
        Prepared prepared = new Prepared(
                revision,
                IndexedDecisionEngine.of(set),
                set.settings().mapping(),
                dependsOnCredentials(set),
                dependsOnApprovals(set));
        cache(prepared);
        return prepared;
    }

    /** Stores a compiled set, unless a concurrent call has already stored a newer one. */
    private synchronized void cache(Prepared prepared) {
        if (prepared.revision() > latest.revision()) {
            latest = prepared;
        }
    }

    private static boolean dependsOnApprovals(PolicySet set) {
        return set.policies().stream()
                .flatMap(CompiledPolicyCache::conditions)
                .anyMatch(condition -> condition instanceof PolicyCondition.Tagged(var tags, boolean _)
                        && tags.contains(DerivedTags.OUTSIDE_APPROVAL));
    }

    private static boolean dependsOnCredentials(PolicySet set) {
        return set.policies().stream()
                .flatMap(CompiledPolicyCache::conditions)
                .anyMatch(PolicyCondition.CredentialOlder.class::isInstance);
    }

    private static Stream<PolicyCondition> conditions(PolicyDocument policy) {
        return Stream.concat(
                policy.covers().stream(),
                policy.rules().stream().flatMap(rule -> Stream.concat(rule.when().stream(), rule.unless().stream())));
    }
}
