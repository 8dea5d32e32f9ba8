package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All policies of a tenant, which together determine decisions.
 *
 * @param policies the policies, ordered by name
 */
public record PolicySet(List<PolicyDocument> policies, PolicySetSettings settings, PolicyVersion version) {
    public PolicySet {
        policies = List.copyOf(policies);
    }

    /**
     * A document that has not been read yet.
     *
     * @param name the document's name, for example a file name
     * @param text the document's text
     */
    public record Source(String name, String text) {}

    /** The result of reading several documents: a set, or the errors in the documents. */
    public record Reading(Optional<PolicySet> set, List<DocumentError> mistakes) {
        public Reading {
            mistakes = List.copyOf(mistakes);
        }

        /**
         * Returns the set.
         *
         * @throws InvalidPolicyException if the documents contain errors
         */
        public PolicySet orThrow() {
            return set.orElseThrow(() -> new InvalidPolicyException(mistakes));
        }
    }

    /** Creates a set. The version of the set depends on its settings and on the text and stage of each policy. */
    public static PolicySet of(List<PolicyDocument> policies, PolicySetSettings settings) {
        List<PolicyDocument> sorted = policies.stream()
                .sorted(Comparator.comparing(PolicyDocument::name))
                .toList();
        String text = sorted.stream()
                .map(policy -> policy.name() + " " + policy.version() + " "
                        + policy.stage().code() + "\n")
                .collect(Collectors.joining("", settings.version() + "\n", ""));
        return new PolicySet(sorted, settings, PolicyVersion.ofText(text));
    }

    /**
     * Reads documents. The result contains a set only if all documents are valid, because a policy that was left out
     * would not be enforced.
     */
    public static Reading read(List<Source> sources) {
        List<DocumentError> errors = new ArrayList<>();
        List<PolicyDocument> policies = new ArrayList<>();
        Optional<PolicySetSettings> settings = Optional.empty();
        Map<String, DocumentLocation> names = new HashMap<>();
        for (Source source : sources) {
            PolicyDocumentReader reader = new PolicyDocumentReader(source.name(), source.text());
            switch (reader.document().orElse(null)) {
                case PolicyDocumentReader.ParsedPolicyDocument(PolicyDocument policy) -> {
                    DocumentLocation earlier = names.putIfAbsent(policy.name(), policy.place());
                    if (earlier == null) {
                        policies.add(policy);
                    } else {
                        errors.add(new DocumentError(
                                policy.place(),
                                "policy",
                                "'%s' is also the name of the policy in %s; each policy must have a unique name"
                                        .formatted(policy.name(), earlier.document())));
                    }
                }
                case PolicyDocumentReader.SettingsDocument(PolicySetSettings found) -> {
                    if (settings.isPresent()) {
                        errors.add(new DocumentError(
                                found.place(),
                                "set",
                                "only one settings document is allowed; %s is already one"
                                        .formatted(settings.get().place().document())));
                    }
                    settings = Optional.of(found);
                }
                case null -> {}
            }
            errors.addAll(reader.errors());
        }
        return new Reading(
                errors.isEmpty()
                        ? Optional.of(of(policies, settings.orElse(PolicySetSettings.STANDARD)))
                        : Optional.empty(),
                errors);
    }

    /**
     * Creates a set from stored policies, each at its stored stage.
     *
     * @throws InvalidPolicyException if one of the policies is invalid
     */
    public static PolicySet ofStored(List<StoredPolicy> stored) {
        Map<String, StoredPolicy> byName =
                stored.stream().collect(Collectors.toMap(StoredPolicy::name, policy -> policy, (one, _) -> one));
        PolicySet read = read(stored.stream()
                        .map(policy -> new Source(policy.name(), policy.text()))
                        .toList())
                .orThrow();
        return of(
                read.policies.stream()
                        .map(policy -> Optional.ofNullable(
                                        byName.get(policy.place().document()))
                                .map(known -> policy.atStage(known.stage()))
                                .orElse(policy))
                        .toList(),
                read.settings);
    }

    public Optional<PolicyDocument> policy(String name) {
        return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
