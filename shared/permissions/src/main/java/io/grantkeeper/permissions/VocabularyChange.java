package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes that a provider made to its permissions between two versions of its vocabulary. After such a change, a
 * grant may allow more although its permission strings are unchanged. Grantkeeper does not count this as an expansion
 * of the grant.
 *
 * @param appeared permissions that are new
 * @param vanished permissions that are no longer listed; grants that include them may still work
 */
public record VocabularyChange(
        PermissionProvider provider,
        String fromVersion,
        String toVersion,
        List<Redefinition> redefined,
        List<String> appeared,
        List<String> vanished) {

    /**
     * A permission whose meaning changed.
     *
     * @param gained what the permission now allows in addition, in plain language
     * @param lost what the permission no longer allows, in plain language
     */
    public record Redefinition(String permission, List<String> gained, List<String> lost) {
        public Redefinition {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
        }

        public boolean widened() {
            return !gained.isEmpty();
        }

        public String sentence() {
            String more = gained.isEmpty() ? "" : " now also lets an identity " + CapabilityText.list(gained);
            String less = lost.isEmpty() ? "" : " no longer lets an identity " + CapabilityText.list(lost);
            return permission + more + (gained.isEmpty() || lost.isEmpty() ? "" : ", and") + less + ".";
        }
    }

    public VocabularyChange {
        redefined = List.copyOf(redefined);
        appeared = List.copyOf(appeared);
        vanished = List.copyOf(vanished);
    }

    /**
     * Compares two versions of one provider's vocabulary.
     *
     * @throws IllegalArgumentException if the two versions belong to different providers
     */
    public static VocabularyChange between(VocabularySnapshot before, VocabularySnapshot after) {
        if (before.provider() != after.provider()) {
            throw new IllegalArgumentException("cannot compare a vocabulary of %s with one of %s"
                    .formatted(before.provider().wireName(), after.provider().wireName()));
        }
        List<Redefinition> redefined = new ArrayList<>();
        before.meanings().forEach((permission, was) -> {
            List<Capability> is = after.meanings().get(permission);
            if (is != null && !new HashSet<>(is).equals(new HashSet<>(was))) {
                redefined.add(new Redefinition(permission, excess(is, was), excess(was, is)));
            }
        });
        return new VocabularyChange(
                before.provider(),
                before.version(),
                after.version(),
                redefined,
                missing(after.meanings().keySet(), before.meanings().keySet()),
                missing(before.meanings().keySet(), after.meanings().keySet()));
    }

    private static List<String> excess(List<Capability> more, List<Capability> than) {
        return CapabilityText.of(more.stream()
                .filter(one -> than.stream().noneMatch(held -> held.includes(one)))
                .toList());
    }

    private static List<String> missing(Set<String> in, Set<String> from) {
        Set<String> rest = new TreeSet<>(in);
        rest.removeAll(from);
        return List.copyOf(rest);
    }
}
