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
 * All policies of a tenant, which decide together.
 *
 * @param policies in the order of their names
 */
public record PolicySet(List<Policy> policies, SetSettings settings, PolicyVersion version) {
    public PolicySet {
        policies = List.copyOf(policies);
    }

    /** A document that is to be read. */
    public record Source(String name, String text) {}

    /** What could be read of several documents, and what could not. */
    public record Reading(Optional<PolicySet> set, List<Mistake> mistakes) {
        public Reading {
            mistakes = List.copyOf(mistakes);
        }

        /** @throws MistakenPolicyException where anything could not be read */
        public PolicySet orThrow() {
            return set.orElseThrow(() -> new MistakenPolicyException(mistakes));
        }
    }

    /** Of these policies; the version follows from what they say and where they stand. */
    public static PolicySet of(List<Policy> policies, SetSettings settings) {
        List<Policy> sorted =
                policies.stream().sorted(Comparator.comparing(Policy::name)).toList();
        String text = sorted.stream()
                .map(policy -> policy.name() + " " + policy.version() + " "
                        + policy.stage().code() + "\n")
                .collect(Collectors.joining("", settings.version() + "\n", ""));
        return new PolicySet(sorted, settings, PolicyVersion.ofText(text));
    }

    /** Reads documents. There is a set only where all of them could be read: a policy left out would be a policy not held. */
    public static Reading read(List<Source> sources) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Policy> policies = new ArrayList<>();
        Optional<SetSettings> settings = Optional.empty();
        Map<String, Place> names = new HashMap<>();
        for (Source source : sources) {
            DocumentReader reader = new DocumentReader(source.name(), source.text());
            switch (reader.document().orElse(null)) {
                case DocumentReader.PolicyDocument(Policy policy) -> {
                    Place earlier = names.putIfAbsent(policy.name(), policy.place());
                    if (earlier == null) {
                        policies.add(policy);
                    } else {
                        mistakes.add(new Mistake(
                                policy.place(),
                                "policy",
                                "'%s' is the name of the policy in %s too; each needs its own"
                                        .formatted(policy.name(), earlier.document())));
                    }
                }
                case DocumentReader.SettingsDocument(SetSettings found) -> {
                    if (settings.isPresent()) {
                        mistakes.add(new Mistake(
                                found.place(),
                                "set",
                                "there is one document for the set's settings, and %s is one"
                                        .formatted(settings.get().place().document())));
                    }
                    settings = Optional.of(found);
                }
                case null -> {}
            }
            mistakes.addAll(reader.mistakes());
        }
        return new Reading(
                mistakes.isEmpty()
                        ? Optional.of(of(policies, settings.orElse(SetSettings.STANDARD)))
                        : Optional.empty(),
                mistakes);
    }

    /**
     * The set that a store holds, each policy at the stage at which it stands there.
     *
     * @throws MistakenPolicyException where one of them cannot be read
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
                                .map(known -> policy.at(known.stage()))
                                .orElse(policy))
                        .toList(),
                read.settings);
    }

    public Optional<Policy> policy(String name) {
        return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
