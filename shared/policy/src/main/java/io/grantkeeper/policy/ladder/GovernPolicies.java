package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.intent.MistakenPolicyException;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts documents in force: all of them or, where one cannot be read, none. */
public final class GovernPolicies {
    /** Under this name the document of the set's own settings is kept; no policy can have it. */
    public static final String SETTINGS = ".set";

    private final PolicyStore policies;
    private final ClimbLadder ladder;

    public GovernPolicies(PolicyStore policies, ClimbLadder ladder) {
        this.policies = policies;
        this.ladder = ladder;
    }

    /**
     * Puts documents in force beside those that are.
     *
     * @return each as it stands now
     * @throws MistakenPolicyException naming everything that has to be mended; nothing was put in force then
     */
    public List<StoredPolicy> apply(TenantId tenant, List<Source> documents, String by) {
        PolicySet.read(documents).orThrow();
        Map<String, Source> byName = new LinkedHashMap<>();
        for (Source document : documents) {
            byName.put(nameOf(document), document);
        }
        together(tenant, byName);
        List<StoredPolicy> stored = new ArrayList<>();
        byName.forEach((name, document) -> stored.add(ladder.apply(tenant, name, document.text(), by)));
        return stored;
    }

    /** The set as it would be must be one: there is one document for its settings. */
    private void together(TenantId tenant, Map<String, Source> documents) {
        Map<String, Source> all = new LinkedHashMap<>();
        policies.all(tenant).forEach(policy -> all.put(policy.name(), new Source(policy.name(), policy.text())));
        all.putAll(documents);
        PolicySet.read(List.copyOf(all.values())).orThrow();
    }

    private static String nameOf(Source document) {
        return policyIn(document).map(Policy::name).orElse(SETTINGS);
    }

    /** The policy that a document states; empty for the settings of the set. */
    public static Optional<Policy> policyIn(Source document) {
        return PolicySet.read(List.of(document)).orThrow().policies().stream().findFirst();
    }

    /** What a policy in force asks of the evidence; empty for the settings of the set, and for what cannot be read. */
    public static Optional<LadderLimits> limits(StoredPolicy stored) {
        return PolicySet.read(List.of(new Source(stored.name(), stored.text())))
                .set()
                .flatMap(set -> set.policies().stream().findFirst())
                .map(policy -> LadderLimits.of(policy.promotion()));
    }
}
