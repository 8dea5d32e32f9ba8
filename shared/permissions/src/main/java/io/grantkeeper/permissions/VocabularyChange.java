package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider did to its permissions between two versions of its vocabulary. A grant whose strings stayed the same
 * may reach further after it: that is not an expansion by whoever holds the grant, but a change of its own kind.
 *
 * @param appeared permissions that are new
 * @param vanished permissions that are no longer listed; grants that hold them may still work
 */
public record VocabularyChange(
        Provider provider,
        String fromVersion,
        String toVersion,
        List<Redefinition> redefined,
        List<String> appeared,
        List<String> vanished) {

    /**
     * A permission that means something else now.
     *
     * @param gained what it lets one do in addition, in plain words
     * @param lost what it no longer lets one do, in plain words
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
            String more = gained.isEmpty() ? "" : " now also lets one " + PlainWords.list(gained);
            String less = lost.isEmpty() ? "" : " no longer lets one " + PlainWords.list(lost);
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
     * @throws IllegalArgumentException if they are of different providers
     */
    public static VocabularyChange between(VocabularySnapshot before, VocabularySnapshot after) {
        if (before.provider() != after.provider()) {
            throw new IllegalArgumentException("A vocabulary of %s cannot be compared with one of %s"
                    .formatted(before.provider().wireName(), after.provider().wireName()));
        }
        List<Redefinition> redefined = new ArrayList<>();
        before.meanings().forEach((permission, was) -> {
            List<Capability> is = after.meanings().get(permission);
            if (is != null && !new HashSet<>(is).equals(new HashSet<>(was))) {
                redefined.add(new Redefinition(permission, beyond(is, was), beyond(was, is)));
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

    private static List<String> beyond(List<Capability> more, List<Capability> than) {
        return PlainWords.of(more.stream()
                .filter(one -> than.stream().noneMatch(held -> held.includes(one)))
                .toList());
    }

    private static List<String> missing(Set<String> in, Set<String> from) {
        Set<String> rest = new TreeSet<>(in);
        rest.removeAll(from);
        return List.copyOf(rest);
    }
}
