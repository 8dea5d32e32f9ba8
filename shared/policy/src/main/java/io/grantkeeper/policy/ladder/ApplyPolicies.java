package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.intent.InvalidPolicyException;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts policy documents into force: all of them, or none if any of them is invalid. */
public final class ApplyPolicies {
    /** The name under which the settings document is stored. A policy cannot have this name. */
    public static final String SETTINGS = ".set";

    private final PolicyStore policies;
    private final PromotePolicies ladder;

    public ApplyPolicies(PolicyStore policies, PromotePolicies ladder) {
        this.policies = policies;
        this.ladder = ladder;
    }

    /**
     * Puts documents into force, in addition to those already in force. A document replaces the one with the same name.
     *
     * @return the stored form of each document
     * @throws InvalidPolicyException if there are errors; the message lists all of them, and nothing was put into force
     */
    public List<StoredPolicy> apply(TenantId tenant, List<Source> documents, String by) {
        PolicySet.read(documents).orThrow();
        Map<String, Source> byName = new LinkedHashMap<>();
        for (Source document : documents) {
            byName.put(nameOf(document), document);
        }
        requireValidSet(tenant, byName);
        List<StoredPolicy> stored = new ArrayList<>();
        byName.forEach((name, document) -> stored.add(ladder.apply(tenant, name, document.text(), by)));
        return stored;
    }

    /** Checks that the documents in force after the change form a valid set, with at most one settings document. */
    private void requireValidSet(TenantId tenant, Map<String, Source> documents) {
        Map<String, Source> all = new LinkedHashMap<>();
        policies.all(tenant).forEach(policy -> all.put(policy.name(), new Source(policy.name(), policy.text())));
        all.putAll(documents);
        PolicySet.read(List.copyOf(all.values())).orThrow();
    }

    private static String nameOf(Source document) {
        return policyIn(document).map(PolicyDocument::name).orElse(SETTINGS);
    }

    /** Returns the policy in a document; empty if the document contains the settings of a set. */
    public static Optional<PolicyDocument> policyIn(Source document) {
        return PolicySet.read(List.of(document)).orThrow().policies().stream().findFirst();
    }

    /**
     * Returns the limits that the evidence about a stored policy must meet; empty for a settings document, and for a
     * document that cannot be read.
     */
    public static Optional<PromotionThresholds> limits(StoredPolicy stored) {
        return PolicySet.read(List.of(new Source(stored.name(), stored.text())))
                .set()
                .flatMap(set -> set.policies().stream().findFirst())
                .map(policy -> PromotionThresholds.of(policy.promotion()));
    }
}
