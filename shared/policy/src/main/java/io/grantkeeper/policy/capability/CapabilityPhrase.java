package io.grantkeeper.policy.capability;

import io.grantkeeper.identity.text.SpellingSuggestion;
import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.ResourceClass;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The target of a rule in words, for example "send mail", "read secrets in code", "anything with secrets", "read
 * anything" or "anything".
 *
 * <p>A rule that allows something also covers the capabilities that the phrase includes: if an agent may read mail, it
 * may also list mail. A rule that asks about or forbids something also covers the capabilities that include the phrase:
 * if reading mail is forbidden, so are administering mail and reading everything.
 *
 * @param text the phrase as written
 * @param actions the actions; empty for all
 * @param resource the resource class; empty for all
 * @param within the resource class that must contain the resource, as in "in code"
 */
public record CapabilityPhrase(
        String text, Set<CapabilityAction> actions, Optional<ResourceClass> resource, Optional<ResourceClass> within) {
    private static final String ANYTHING = "anything";
    private static final Map<Meaning, BitSet> CLOSURES = new ConcurrentHashMap<>();

    public CapabilityPhrase {
        actions = Set.copyOf(actions);
    }

    /**
     * Parses a phrase.
     *
     * @throws IllegalArgumentException if a word is unknown; the message names the word and lists the valid words
     */
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
        CapabilityAction action = CapabilityWords.action(verb)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' does not start with a known verb; start with one of %s, or 'anything with'%s"
                                .formatted(
                                        text,
                                        String.join(", ", CapabilityWords.allVerbs()),
                                        SpellingSuggestion.appended(verb, CapabilityWords.allVerbs()))));
        if (space < 0) {
            throw new IllegalArgumentException(
                    "'%s' names no resource; write for example '%s mail' or '%s anything'".formatted(text, verb, verb));
        }
        String noun = words.substring(space + 1);
        if (noun.equals(ANYTHING)) {
            return new CapabilityPhrase(text, Set.of(action), Optional.empty(), Optional.empty());
        }
        return withNoun(text, EnumSet.of(action), noun);
    }

    private static CapabilityPhrase withNoun(String text, Set<CapabilityAction> actions, String noun) {
        Optional<ResourceClass> whole = CapabilityWords.resource(noun);
        int in = noun.indexOf(" in ");
        if (whole.isPresent() || in < 0) {
            ResourceClass resource = whole.orElseThrow(() -> unknownResource(text, noun));
            return new CapabilityPhrase(
                    text, widenAdministration(actions, resource), Optional.of(resource), Optional.empty());
        }
        String thing = noun.substring(0, in);
        String container = noun.substring(in + 4);
        ResourceClass resource = CapabilityWords.resource(thing).orElseThrow(() -> unknownResource(text, thing));
        return new CapabilityPhrase(
                text,
                widenAdministration(actions, resource),
                Optional.of(resource),
                Optional.of(CapabilityWords.resource(container).orElseThrow(() -> unknownResource(text, container))));
    }

    /**
     * Returns the actions that a phrase covers. If the resource is the administration of identities and the only action
     * is "administer", the result contains every action that changes something, because any change to this resource is
     * administration.
     */
    private static Set<CapabilityAction> widenAdministration(Set<CapabilityAction> actions, ResourceClass resource) {
        if (resource != ResourceClass.IDENTITY_ADMINISTRATION || !actions.equals(Set.of(CapabilityAction.ADMINISTER))) {
            return actions;
        }
        EnumSet<CapabilityAction> altering = EnumSet.allOf(CapabilityAction.class);
        altering.removeIf(action -> !action.changes());
        return altering;
    }

    private static IllegalArgumentException unknownResource(String text, String noun) {
        return new IllegalArgumentException("'%s' refers to '%s', which is not a known resource class; %s"
                .formatted(
                        text,
                        noun,
                        SpellingSuggestion.question(noun, CapabilityWords.allNouns())
                                .orElseGet(() -> "use one of " + String.join(", ", CapabilityWords.allNouns()))));
    }

    /** Returns whether the phrase covers every request, including requests whose effect is unknown. */
    public boolean isAnything() {
        return actions.isEmpty() && resource.isEmpty();
    }

    /**
     * Returns the capabilities that a rule with this phrase allows, as a set of their {@link CapabilityClass#index()
     * indexes}.
     */
    public BitSet allowed() {
        return closure(true);
    }

    /**
     * Returns the capabilities that a rule with this phrase restricts if it asks or forbids, as a set of their {@link
     * CapabilityClass#index() indexes}.
     */
    public BitSet restricted() {
        return closure(false);
    }

    private BitSet closure(boolean downwards) {
        return (BitSet) CLOSURES.computeIfAbsent(new Meaning(actions, resource, downwards), Meaning::closure)
                .clone();
    }

    /**
     * The meaning of a phrase, regardless of its wording. There are only a few meanings, so the capabilities for each
     * are computed only once.
     */
    private record Meaning(Set<CapabilityAction> actions, Optional<ResourceClass> resource, boolean downwards) {
        private boolean matches(CapabilityClass action) {
            return (actions.isEmpty() || actions.contains(action.action()))
                    && (resource.isEmpty() || resource.get() == action.resource());
        }

        private BitSet closure() {
            BitSet all = new BitSet(CapabilityClass.COUNT);
            for (CapabilityClass named : CapabilityClass.ALL) {
                if (matches(named)) {
                    for (CapabilityClass one : CapabilityClass.ALL) {
                        if (downwards ? named.includes(one) : one.includes(named)) {
                            all.set(one.index());
                        }
                    }
                }
            }
            return all;
        }
    }

    /** Returns the phrase in standard words, for explanations. The document may contain synonyms instead. */
    public String inPlainWords() {
        String things = resource.map(CapabilityWords::noun).orElse(ANYTHING)
                + within.map(c -> " in " + CapabilityWords.noun(c)).orElse("");
        if (isAnything()) {
            return "do anything";
        }
        if (actions.isEmpty()) {
            return "do anything with " + things;
        }
        CapabilityAction verb = actions.size() > 1
                ? CapabilityAction.ADMINISTER
                : actions.iterator().next();
        return CapabilityWords.verb(verb) + " " + things;
    }
}
