package io.grantkeeper.permissions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The grammar of AWS actions: {@code service:Action}, in which {@code *} matches any run of characters and {@code ?} a
 * single character.
 */
final class AwsGrammar implements PermissionGrammar {
    private static final List<String> READING =
            List.of("get", "describe", "batchget", "search", "query", "select", "scan");
    private static final List<String> LISTING = List.of("list");

    @Override
    public boolean covers(String broader, String narrower) {
        return matches(broader, narrower);
    }

    /**
     * Returns whether the pattern matches the text. The text can also be a pattern; only a {@code *} in {@code pattern}
     * matches a {@code *} in the text.
     */
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
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
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
            return Optional.of(new PermissionInterpretation(
                    capabilities(service, action, level.get(), rules), InterpretationSource.DERIVED));
        }
        return AwsActions.shipped().services().containsKey(service)
                ? Optional.of(new PermissionInterpretation(
                        capabilities(service, action, levelByVerb(action), rules), InterpretationSource.INFERRED))
                : Optional.empty();
    }

    /**
     * Interprets an action of a service that the data file does not contain: infers the access level from the verb
     * alone. This is possible because AWS uses the same verbs in all services.
     */
    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
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
        return PermissionInterpretation.ofUnnamed(
                List.of(key.substring(0, colon)), Optional.of(codes), CapabilityReach.TENANT);
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

    /** Returns the combined capabilities of all actions that match the pattern. */
    private Optional<PermissionInterpretation> readPattern(
            String pattern, String service, ProviderPermissionRules rules) {
        Set<Capability> all = new LinkedHashSet<>();
        Map<String, Map<String, AwsActions.Level>> services =
                AwsActions.shipped().services();
        services.forEach((name, actions) -> {
            if (isPattern(service) ? matches(service, name) : service.equals(name)) {
                actions.forEach((action, level) -> {
                    String key = name + ":" + action;
                    if (matches(pattern, key)) {
                        all.addAll(rules.curated(key, Optional.empty())
                                .orElseGet(() -> capabilities(name, action, level, rules)));
                    }
                });
            }
        });
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new PermissionInterpretation(List.copyOf(all), InterpretationSource.DERIVED));
    }

    private static List<Capability> capabilities(
            String service, String action, AwsActions.Level level, ProviderPermissionRules rules) {
        PermissionResourceType resourceType = rules.word(service)
                .map(ProviderPermissionRules.ResourceWord::thing)
                .orElseGet(() -> rules.thing("other"));
        return switch (level) {
            // AWS classifies Describe actions as read actions, although they describe, for example, a table or a secret
            // without returning its content.
            case READ ->
                single(resourceType, action.startsWith("describe") ? CapabilityAction.LIST : CapabilityAction.READ);
            case LIST -> single(resourceType, CapabilityAction.LIST);
            case TAGGING -> single(rules.thing("tags"), CapabilityAction.WRITE);
            case PERMISSIONS ->
                single(
                        rules.thing(isIdentity(resourceType) ? resourceType.key() : "resource-policies"),
                        CapabilityAction.WRITE);
            case WRITE -> single(resourceType, writeAction(service, action));
        };
    }

    private static boolean isIdentity(PermissionResourceType resourceType) {
        return resourceType.resource() == ResourceClass.IDENTITY_ADMINISTRATION
                || resourceType.resource() == ResourceClass.SECRETS;
    }

    private static List<Capability> single(PermissionResourceType resourceType, CapabilityAction action) {
        return List.of(new Capability(resourceType, action, CapabilityReach.TENANT));
    }

    private static CapabilityAction writeAction(String service, String action) {
        String spelled = AwsActions.shipped().spelling(service + ":" + action).orElse(service + ":" + action);
        return switch (AwsActions.verb(spelled.substring(spelled.indexOf(':') + 1))) {
            case "create", "add", "import", "register", "request", "purchase", "copy", "upload" ->
                CapabilityAction.CREATE;
            case "delete", "terminate", "deregister", "remove" -> CapabilityAction.DELETE;
            case "start", "invoke", "run", "execute", "reboot", "stop" -> CapabilityAction.RUN;
            case "send", "publish" -> CapabilityAction.SEND;
            default -> CapabilityAction.WRITE;
        };
    }

    /**
     * Infers the access level of an action from the verb at the beginning of its name, for actions that are missing
     * from the data file, usually because they are newer.
     */
    private static AwsActions.Level levelByVerb(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (LISTING.stream().anyMatch(lower::startsWith)) {
            return AwsActions.Level.LIST;
        }
        return READING.stream().anyMatch(lower::startsWith) ? AwsActions.Level.READ : AwsActions.Level.WRITE;
    }
}
