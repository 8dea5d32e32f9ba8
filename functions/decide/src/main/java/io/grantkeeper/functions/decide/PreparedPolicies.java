package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.PolicyStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policies in force, ready to decide. Each call reads the tenant's revision, one small strong read; the set is read and
 * prepared anew when it has risen. The revision is read before the set, so a set is never older than its number says.
 */
final class PreparedPolicies {
    private final PolicyStore store;
    private final TenantId tenant;
    private volatile Prepared latest = new Prepared(-1, NOTHING, false);

    private static final IndexedEngine NOTHING = IndexedEngine.of(PolicySet.ofStored(List.of()));

    /**
     * One revision of the set.
     *
     * @param asksForCredentials whether any policy asks how old a credential is, which costs a longer read
     */
    record Prepared(long revision, IndexedEngine engine, boolean asksForCredentials) {}

    PreparedPolicies(PolicyStore store, TenantId tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    /** What was prepared last, whatever is in force now. */
    Prepared latest() {
        return latest;
    }

    Prepared inForce() {
        return at(store.revision(tenant));
    }

    /** @param revision the tenant's, read within this call */
    Prepared at(long revision) {
        Prepared kept = latest;
        if (kept.revision() == revision) {
            return kept;
        }
        PolicySet set = PolicySet.ofStored(store.all(tenant));
        Prepared prepared = new Prepared(revision, IndexedEngine.of(set), asksForCredentials(set));
        keep(prepared);
        return prepared;
    }

    /** Calls that prepare side by side leave the newest behind. */
    private synchronized void keep(Prepared prepared) {
        if (prepared.revision() > latest.revision()) {
            latest = prepared;
        }
    }

    private static boolean asksForCredentials(PolicySet set) {
        return set.policies().stream()
                .flatMap(PreparedPolicies::conditions)
                .anyMatch(Condition.CredentialOlder.class::isInstance);
    }

    private static Stream<Condition> conditions(Policy policy) {
        return Stream.concat(
                policy.covers().stream(),
                policy.rules().stream().flatMap(rule -> Stream.concat(rule.when().stream(), rule.unless().stream())));
    }
}
