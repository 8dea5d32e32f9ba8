package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.Action;
import io.grantkeeper.permissions.ResourceClass;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a rule says it is about: "send mail", "read secrets in code", "anything with secrets", "read anything",
 * "anything".
 *
 * <p>A rule that allows also allows what its deeds include: who may read mail may list it. A rule that asks or forbids
 * also speaks of what includes its deeds: where reading mail is forbidden, so is administering it, or reading everything.
 *
 * @param text as it was written
 * @param actions empty stands for all
 * @param resource empty stands for all
 * @param within the class of things that it must lie in, "in code"
 */
public record CapabilityPhrase(
        String text, Set<Action> actions, Optional<ResourceClass> resource, Optional<ResourceClass> within) {
    private static final String ANYTHING = "anything";
    private static final Map<Meaning, BitSet> CLOSURES = new ConcurrentHashMap<>();

    public CapabilityPhrase {
        actions = Set.copyOf(actions);
    }

    /** @throws IllegalArgumentException saying what was not understood, and what is */
    public static CapabilityPhrase parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (words.equals(ANYTHING)) {
            return new CapabilityPhrase(text, Set.of(), Optional.empty(), Optional.empty());
        }
        if (words.startsWith(ANYTHING + " with ")) {
            return withNoun(text, Set.of(), words.substring(ANYTHING.length() + 6));
        }
        int space = words.startsWith("act as ") ? 6 : words.indexOf(' ');
        String verb = space < 0 ? words : words.substring(0, space);
        Action action = Wording.action(verb)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' begins with no verb that is known here; begin with one of %s, or 'anything with'%s"
                                .formatted(
                                        text,
                                        String.join(", ", Wording.allVerbs()),
                                        Spelling.hint(verb, Wording.allVerbs()))));
        if (space < 0) {
            throw new IllegalArgumentException(
                    "'%s' does not say with what; write for example '%s mail', or '%s anything'"
                            .formatted(text, verb, verb));
        }
        String noun = words.substring(space + 1);
        if (noun.equals(ANYTHING)) {
            return new CapabilityPhrase(text, Set.of(action), Optional.empty(), Optional.empty());
        }
        return withNoun(text, EnumSet.of(action), noun);
    }

    private static CapabilityPhrase withNoun(String text, Set<Action> actions, String noun) {
        Optional<ResourceClass> whole = Wording.resource(noun);
        int in = noun.indexOf(" in ");
        if (whole.isPresent() || in < 0) {
            ResourceClass resource = whole.orElseThrow(() -> unknown(text, noun));
            return new CapabilityPhrase(text, widened(actions, resource), Optional.of(resource), Optional.empty());
        }
        String thing = noun.substring(0, in);
        String container = noun.substring(in + 4);
        ResourceClass resource = Wording.resource(thing).orElseThrow(() -> unknown(text, thing));
        return new CapabilityPhrase(
                text,
                widened(actions, resource),
                Optional.of(resource),
                Optional.of(Wording.resource(container).orElseThrow(() -> unknown(text, container))));
    }

    /** Whatever alters identities administers them: they have no content beside that. */
    private static Set<Action> widened(Set<Action> actions, ResourceClass resource) {
        if (resource != ResourceClass.IDENTITY_ADMINISTRATION || !actions.equals(Set.of(Action.ADMINISTER))) {
            return actions;
        }
        EnumSet<Action> altering = EnumSet.allOf(Action.class);
        altering.removeIf(action -> !action.changes());
        return altering;
    }

    private static IllegalArgumentException unknown(String text, String noun) {
        return new IllegalArgumentException("'%s' speaks of '%s', which is no class of things that is known here; %s"
                .formatted(
                        text,
                        noun,
                        Spelling.nearest(noun, Wording.allNouns())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElseGet(() -> "use one of " + String.join(", ", Wording.allNouns()))));
    }

    /** Whether it stands for every request, also for one of which nobody knows what it does. */
    public boolean isAnything() {
        return actions.isEmpty() && resource.isEmpty();
    }

    /** The deeds that a rule allows by this phrase, by index. */
    public BitSet allowed() {
        return closure(true);
    }

    /** The deeds that a rule asks for or forbids by this phrase, by index. */
    public BitSet restricted() {
        return closure(false);
    }

    private BitSet closure(boolean downwards) {
        return (BitSet) CLOSURES.computeIfAbsent(new Meaning(actions, resource, downwards), Meaning::closure)
                .clone();
    }

    /** What a phrase means, whatever its words. There are few, and each is worked out once. */
    private record Meaning(Set<Action> actions, Optional<ResourceClass> resource, boolean downwards) {
        private boolean names(Deed deed) {
            return (actions.isEmpty() || actions.contains(deed.action()))
                    && (resource.isEmpty() || resource.get() == deed.resource());
        }

        private BitSet closure() {
            BitSet all = new BitSet(Deed.COUNT);
            for (Deed named : Deed.ALL) {
                if (names(named)) {
                    for (Deed one : Deed.ALL) {
                        if (downwards ? named.includes(one) : one.includes(named)) {
                            all.set(one.index());
                        }
                    }
                }
            }
            return all;
        }
    }

    /** How explanations say it: our own words, whatever synonyms the document has. */
    public String inPlainWords() {
        String things = resource.map(Wording::noun).orElse(ANYTHING)
                + within.map(c -> " in " + Wording.noun(c)).orElse("");
        if (isAnything()) {
            return "do anything";
        }
        if (actions.isEmpty()) {
            return "do anything with " + things;
        }
        Action verb =
                actions.size() > 1 ? Action.ADMINISTER : actions.iterator().next();
        return Wording.verb(verb) + " " + things;
    }
}
