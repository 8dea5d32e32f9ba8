package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.ResourceClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps requests to capabilities. It searches in this order: the tool names in the settings of the policy set, the words
 * for actions and resources in these settings, the standard words. It splits the names of actions and types into words
 * ({@code can_read_mail}, {@code mail.sendDraft}) and looks up each word. If the type, such as {@code tool}, names no
 * resource class, the action's name may name one. A name whose words have two different meanings is not understood. It
 * needs an entry in the settings.
 */
public final class RequestCapabilityMapping {
    /** The maximum number of cached results. The names in the cache come from callers, so its size must be limited. */
    private static final int REMEMBERED = 4_096;

    private static final Pattern BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    private final Map<String, CapabilityPhrase> tools;
    private final Map<String, CapabilityAction> actions;
    private final Map<String, ResourceClass> resources;
    private final List<String> toolPatterns;
    private final Map<String, Optional<CapabilityClass>> seen = new ConcurrentHashMap<>();

    /**
     * Creates a mapping.
     *
     * @param tools maps tool names, in which {@code *} matches any characters, to the capability phrase that describes
     *     a call to the tool
     * @param actions maps action names to verbs
     * @param resources maps resource types to nouns
     * @throws IllegalArgumentException if a phrase, verb or resource class is unknown
     */
    public RequestCapabilityMapping(
            Map<String, String> tools, Map<String, String> actions, Map<String, String> resources) {
        this.tools = new LinkedHashMap<>();
        tools.forEach((name, phrase) -> this.tools.put(name, parseSingle(phrase)));
        this.toolPatterns = List.copyOf(this.tools.keySet());
        this.actions = new HashMap<>();
        actions.forEach((name, verb) -> this.actions.put(name, parseVerb(verb)));
        this.resources = new HashMap<>();
        resources.forEach((name, noun) -> this.resources.put(name, parseNoun(noun)));
    }

    public static RequestCapabilityMapping standard() {
        return new RequestCapabilityMapping(Map.of(), Map.of(), Map.of());
    }

    /**
     * Parses a phrase with a single action and resource class.
     *
     * @throws IllegalArgumentException if the phrase does not name exactly one action and one resource class
     */
    public static CapabilityPhrase parseSingle(String phrase) {
        CapabilityPhrase parsed = CapabilityPhrase.parse(phrase);
        if (parsed.resource().isEmpty() || parsed.actions().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' must be one action on one resource class, for example 'send mail'".formatted(phrase));
        }
        return parsed;
    }

    /**
     * Returns the action for a verb.
     *
     * @throws IllegalArgumentException if the verb is unknown; the message lists the verbs
     */
    public static CapabilityAction parseVerb(String word) {
        return CapabilityWords.action(word)
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not one of the verbs %s"
                        .formatted(word, String.join(", ", CapabilityWords.allVerbs()))));
    }

    /**
     * Returns the resource class for a noun.
     *
     * @throws IllegalArgumentException if the noun is unknown; the message lists the nouns
     */
    public static ResourceClass parseNoun(String word) {
        return CapabilityWords.resource(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not one of %s".formatted(word, String.join(", ", CapabilityWords.allNouns()))));
    }

    /** Returns the standard verb for an action. */
    public static String standardWord(CapabilityAction action) {
        return CapabilityWords.verb(action);
    }

    /** Returns the standard noun for a resource class. */
    public static String standardWord(ResourceClass resource) {
        return CapabilityWords.noun(resource);
    }

    /** Returns the capability that a request uses; empty if the mapping does not understand the request. */
    public Optional<CapabilityClass> capabilityClass(String action, String resourceType) {
        String key = action + '\n' + resourceType;
        Optional<CapabilityClass> known = seen.get(key);
        if (known != null) {
            return known;
        }
        Optional<CapabilityClass> found = find(action, resourceType);
        if (seen.size() < REMEMBERED) {
            seen.put(key, found);
        }
        return found;
    }

    /**
     * Returns the tool names in the settings of the policy set, each with the capability phrase that describes a call
     * to the tool.
     */
    public Map<String, CapabilityPhrase> tools() {
        return Collections.unmodifiableMap(tools);
    }

    /** Returns the resource class of a resource type; empty if the type is not understood. */
    public Optional<ResourceClass> resourceClass(String type) {
        ResourceClass own = resources.get(type);
        return own != null ? Optional.of(own) : nounIn(type);
    }

    private Optional<CapabilityClass> find(String action, String resourceType) {
        for (String pattern : toolPatterns) {
            CapabilityPhrase phrase = tools.get(pattern);
            if (phrase != null && phrase.resource().isPresent() && matches(pattern, action)) {
                CapabilityAction does = phrase.actions().size() > 1
                        ? CapabilityAction.ADMINISTER
                        : phrase.actions().iterator().next();
                return Optional.of(new CapabilityClass(does, phrase.resource().get()));
            }
        }
        CapabilityAction verb = actionOf(action);
        if (verb == null) {
            return Optional.empty();
        }
        return resourceClass(resourceType)
                .or(() -> nounIn(action))
                .map(resource -> new CapabilityClass(verb, resource));
    }

    private @Nullable CapabilityAction actionOf(String name) {
        CapabilityAction own = actions.get(name);
        if (own != null) {
            return own;
        }
        Optional<CapabilityAction> whole = CapabilityWords.action(name);
        return whole.isPresent() ? whole.get() : onlyMeaning(words(name), CapabilityWords::action);
    }

    private static Optional<ResourceClass> nounIn(String name) {
        Optional<ResourceClass> whole = CapabilityWords.resource(name);
        return whole.isPresent() ? whole : Optional.ofNullable(onlyMeaning(words(name), CapabilityWords::resource));
    }

    /**
     * Returns the only meaning among the words of a name. Returns null if no word has a meaning, or if two words have
     * different meanings.
     */
    private static <T> @Nullable T onlyMeaning(List<String> words, Function<String, Optional<T>> meaning) {
        T found = null;
        for (String word : words) {
            T next = meaning.apply(word).orElse(null);
            if (next != null && found != null && !next.equals(found)) {
                return null;
            }
            found = next == null ? found : next;
        }
        return found;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BOUNDARY.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /**
     * Returns whether a name matches a pattern in which {@code *} matches any characters. The running time is at most
     * proportional to the product of the two lengths.
     */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
