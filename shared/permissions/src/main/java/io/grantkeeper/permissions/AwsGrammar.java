package io.grantkeeper.permissions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** AWS actions, {@code service:Action}, with {@code *} for any run of characters and {@code ?} for one. */
final class AwsGrammar implements Grammar {
    private static final List<String> READING =
            List.of("get", "describe", "batchget", "search", "query", "select", "scan");
    private static final List<String> LISTING = List.of("list");

    @Override
    public boolean covers(String wider, String narrower) {
        return matches(wider, narrower);
    }

    /** Whether the pattern matches the text; a wildcard in the text is only matched by a star. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && matches(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean matches(char pattern, char text) {
        return text != '*' && (pattern == text || pattern == '?');
    }

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String service = key.substring(0, colon);
        String action = key.substring(colon + 1);
        if (isPattern(key)) {
            return readPattern(key, service, rules);
        }
        Optional<AwsActions.Level> level = AwsActions.shipped().level(service, action);
        if (level.isPresent()) {
            return Optional.of(new Reading(capabilities(service, action, level.get(), rules), Source.DERIVED));
        }
        return AwsActions.shipped().services().containsKey(service)
                ? Optional.of(new Reading(capabilities(service, action, levelByVerb(action), rules), Source.INFERRED))
                : Optional.empty();
    }

    /** A service that the data does not know: AWS names all its actions alike. */
    @Override
    public Optional<Reading> readStructure(String key, Optional<PermissionKind> kind) {
        int colon = key.indexOf(':');
        if (colon <= 0 || isPattern(key)) {
            return Optional.empty();
        }
        String codes =
                switch (levelByVerb(key.substring(colon + 1))) {
                    case LIST -> "l";
                    case READ -> "r";
                    case WRITE, TAGGING, PERMISSIONS -> "w";
                };
        return Reading.ofUnnamed(List.of(key.substring(0, colon)), Optional.of(codes), Reach.TENANT);
    }

    @Override
    public boolean isListed(String key) {
        return key.contains("*")
                || key.contains("?")
                || AwsActions.shipped().spelling(key).isPresent();
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Everything that any action matching the pattern lets one do. */
    private Optional<Reading> readPattern(String pattern, String service, RuleBook rules) {
        Set<Capability> all = new LinkedHashSet<>();
        Map<String, Map<String, AwsActions.Level>> services =
                AwsActions.shipped().services();
        services.forEach((name, actions) -> {
            if (isPattern(service) ? matches(service, name) : service.equals(name)) {
                actions.forEach((action, level) -> {
                    String key = name + ":" + action;
                    if (matches(pattern, key)) {
                        all.addAll(rules.exact(key, Optional.empty())
                                .orElseGet(() -> capabilities(name, action, level, rules)));
                    }
                });
            }
        });
        return all.isEmpty() ? Optional.empty() : Optional.of(new Reading(List.copyOf(all), Source.DERIVED));
    }

    private static List<Capability> capabilities(
            String service, String action, AwsActions.Level level, RuleBook rules) {
        Thing thing = rules.word(service).map(RuleBook.Word::thing).orElseGet(() -> rules.thing("other"));
        return switch (level) {
            // AWS counts as reading what describes a table or a secret and shows nothing that is in it.
            case READ -> one(thing, action.startsWith("describe") ? Action.LIST : Action.READ);
            case LIST -> one(thing, Action.LIST);
            case TAGGING -> one(rules.thing("tags"), Action.WRITE);
            case PERMISSIONS -> one(rules.thing(isIdentity(thing) ? thing.key() : "resource-policies"), Action.WRITE);
            case WRITE -> one(thing, writing(service, action));
        };
    }

    private static boolean isIdentity(Thing thing) {
        return thing.resource() == ResourceClass.IDENTITY_ADMINISTRATION || thing.resource() == ResourceClass.SECRETS;
    }

    private static List<Capability> one(Thing thing, Action action) {
        return List.of(new Capability(thing, action, Reach.TENANT));
    }

    private static Action writing(String service, String action) {
        String spelled = AwsActions.shipped().spelling(service + ":" + action).orElse(service + ":" + action);
        return switch (AwsActions.verb(spelled.substring(spelled.indexOf(':') + 1))) {
            case "create", "add", "import", "register", "request", "purchase", "copy", "upload" -> Action.CREATE;
            case "delete", "terminate", "deregister", "remove" -> Action.DELETE;
            case "start", "invoke", "run", "execute", "reboot", "stop" -> Action.RUN;
            case "send", "publish" -> Action.SEND;
            default -> Action.WRITE;
        };
    }

    /** For an action newer than the data: by the words that AWS starts the names of reading actions with. */
    private static AwsActions.Level levelByVerb(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (LISTING.stream().anyMatch(lower::startsWith)) {
            return AwsActions.Level.LIST;
        }
        return READING.stream().anyMatch(lower::startsWith) ? AwsActions.Level.READ : AwsActions.Level.WRITE;
    }
}
