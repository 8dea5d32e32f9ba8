package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.Action;
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
 * What deed a request speaks of. In this order: a tool that the set names; the set's own words for actions and things;
 * ours. An action or a type that has several words ({@code can_read_mail}, {@code mail.sendDraft}) is looked at word by
 * word; where the type names no class of things, as {@code tool} does not, the action's name may. A name whose words
 * say two things is not understood, and needs a line in the set.
 */
public final class RequestMapping {
    /** Names come from callers: what is remembered must not grow with what they think of. */
    private static final int REMEMBERED = 4_096;

    private static final Pattern BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    private final Map<String, CapabilityPhrase> tools;
    private final Map<String, Action> actions;
    private final Map<String, ResourceClass> resources;
    private final List<String> toolPatterns;
    private final Map<String, Optional<Deed>> seen = new ConcurrentHashMap<>();

    /**
     * @param tools names of tools, with {@code *} for any characters, to what calling them does
     * @param actions names of actions to a verb
     * @param resources types of resources to a class of things
     * @throws IllegalArgumentException where a phrase, verb or noun is not understood
     */
    public RequestMapping(Map<String, String> tools, Map<String, String> actions, Map<String, String> resources) {
        this.tools = new LinkedHashMap<>();
        tools.forEach((name, phrase) -> this.tools.put(name, single(phrase)));
        this.toolPatterns = List.copyOf(this.tools.keySet());
        this.actions = new HashMap<>();
        actions.forEach((name, verb) -> this.actions.put(name, verb(verb)));
        this.resources = new HashMap<>();
        resources.forEach((name, noun) -> this.resources.put(name, noun(noun)));
    }

    public static RequestMapping standard() {
        return new RequestMapping(Map.of(), Map.of(), Map.of());
    }

    /** @throws IllegalArgumentException where it is not one action on one class of things */
    public static CapabilityPhrase single(String phrase) {
        CapabilityPhrase parsed = CapabilityPhrase.parse(phrase);
        if (parsed.resource().isEmpty() || parsed.actions().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' must be one action on one class of things, for example 'send mail'".formatted(phrase));
        }
        return parsed;
    }

    /** @throws IllegalArgumentException naming the verbs that are known */
    public static Action verb(String word) {
        return Wording.action(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is none of the verbs %s".formatted(word, String.join(", ", Wording.allVerbs()))));
    }

    /** @throws IllegalArgumentException naming the classes that are known */
    public static ResourceClass noun(String word) {
        return Wording.resource(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is none of %s".formatted(word, String.join(", ", Wording.allNouns()))));
    }

    /** The word by which an action is understood as exactly this. */
    public static String wordOf(Action action) {
        return Wording.verb(action);
    }

    /** The word by which a type of things is understood as exactly this class. */
    public static String wordOf(ResourceClass resource) {
        return Wording.noun(resource);
    }

    /** Empty where nobody can tell what the request does. */
    public Optional<Deed> deed(String action, String resourceType) {
        String key = action + '\n' + resourceType;
        Optional<Deed> known = seen.get(key);
        if (known != null) {
            return known;
        }
        Optional<Deed> found = find(action, resourceType);
        if (seen.size() < REMEMBERED) {
            seen.put(key, found);
        }
        return found;
    }

    /** The tools that the set names, and what calling each does. */
    public Map<String, CapabilityPhrase> tools() {
        return Collections.unmodifiableMap(tools);
    }

    /** The class of things that a word stands for, if it does. */
    public Optional<ResourceClass> resourceClass(String type) {
        ResourceClass own = resources.get(type);
        return own != null ? Optional.of(own) : nounIn(type);
    }

    private Optional<Deed> find(String action, String resourceType) {
        for (String pattern : toolPatterns) {
            CapabilityPhrase phrase = tools.get(pattern);
            if (phrase != null && phrase.resource().isPresent() && matches(pattern, action)) {
                Action does = phrase.actions().size() > 1
                        ? Action.ADMINISTER
                        : phrase.actions().iterator().next();
                return Optional.of(new Deed(does, phrase.resource().get()));
            }
        }
        Action verb = actionOf(action);
        if (verb == null) {
            return Optional.empty();
        }
        return resourceClass(resourceType).or(() -> nounIn(action)).map(resource -> new Deed(verb, resource));
    }

    private @Nullable Action actionOf(String name) {
        Action own = actions.get(name);
        if (own != null) {
            return own;
        }
        Optional<Action> whole = Wording.action(name);
        return whole.isPresent() ? whole.get() : only(words(name), Wording::action);
    }

    private static Optional<ResourceClass> nounIn(String name) {
        Optional<ResourceClass> whole = Wording.resource(name);
        return whole.isPresent() ? whole : Optional.ofNullable(only(words(name), Wording::resource));
    }

    /** What the words mean, where they mean one thing: a name that speaks of two is not understood. */
    private static <T> @Nullable T only(List<String> words, Function<String, Optional<T>> meaning) {
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

    /** Whether a name fits a pattern in which {@code *} stands for any characters; in time linear in both. */
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
