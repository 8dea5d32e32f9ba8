package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts the paths in Microsoft Graph's logs to the forms in the permission table. The forms in logs follow OData:
 * {@code users('id')} for {@code users/id}, functions with named arguments, casts, files addressed by a path between
 * colons, and {@code me} for {@code users/id}.
 *
 * @see <a href="https://learn.microsoft.com/graph/use-the-api">Use the Microsoft Graph API</a>
 */
final class MicrosoftGraphApiPaths implements ProviderApiPaths {
    /** The reason why calls to Azure Resource Manager need no Graph permission. */
    static final String AZURE = "access to Azure resources depends on Azure roles, not on Graph permissions";

    /** The segments that can follow the id of a subscription in paths of Azure Resource Manager. */
    private static final Set<String> OF_AZURE = Set.of("resourcegroups", "resources", "providers", "locations");

    private static final Set<String> VERSIONS = Set.of("v1.0", "beta");
    private static final Set<String> SYSTEM_SEGMENTS = Set.of("$count", "$ref", "$value");
    private static final String NAMESPACE = "microsoft.graph.";
    /** Matches an argument of an OData function: a name and a value. The value is quoted, an alias or plain. */
    private static final Pattern ARGUMENT = Pattern.compile("(?<![a-z0-9])([a-z0-9]++)\\s*+=\\s*+(?:'[^']*+'|[^,]*+)");

    @Override
    public boolean serves(String host) {
        return host.equals("graph.microsoft.com")
                || host.endsWith(".graph.microsoft.com")
                || host.equals("graph.microsoft.us")
                || host.endsWith("-graph.microsoft.us")
                || host.equals("graph.microsoft.de")
                || host.equals("microsoftgraph.chinacloudapi.cn");
    }

    @Override
    public Optional<String> whyUnpublished(List<String> segments) {
        List<String> plain = keysAndFunctions(withoutVersion(segments));
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        boolean azure = plain.size() > 2 && OF_AZURE.contains(plain.get(2));
        return switch (plain.getFirst()) {
            case "subscriptions" ->
                Optional.of(
                        azure
                                ? AZURE
                                : "its permission depends on the subscribed resource, which the path does not contain");
            case "providers" -> Optional.of(AZURE);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isBatch(List<String> segments) {
        return !segments.isEmpty() && segments.getLast().equals("$batch");
    }

    @Override
    public Stream<List<String>> of(List<String> segments) {
        List<String> plain = keysAndFunctions(withoutVersion(segments));
        // Most calls match in the form in which they were logged, so other forms are generated only for a call that
        // does not.
        return Stream.concat(Stream.of(plain), Stream.of(plain).flatMap(p -> otherForms(p).stream()));
    }

    private static List<String> withoutVersion(List<String> segments) {
        return !segments.isEmpty() && VERSIONS.contains(segments.getFirst())
                ? segments.subList(1, segments.size())
                : segments;
    }

    private static SequencedSet<List<String>> otherForms(List<String> plain) {
        SequencedSet<List<String>> readings = new LinkedHashSet<>();
        for (List<String> addressed : pathAddressing(plain, 0)) {
            addForms(readings, addressed);
        }
        if (plain.size() > 1 && plain.getFirst().equals("directory")) {
            addForms(readings, plain.subList(1, plain.size()));
        }
        return readings;
    }

    private static void addForms(SequencedSet<List<String>> readings, List<String> path) {
        addPersonForms(readings, path);
        addPersonForms(readings, map(path, MicrosoftGraphApiPaths::withoutNamespace));
        addPersonForms(readings, withoutCasts(path));
        addPersonForms(readings, alternateKeysAsIds(path));
        addPersonForms(readings, map(path, MicrosoftGraphApiPaths::withoutArguments));
        addPersonForms(readings, wellKnownAsIds(path));
        if (!path.isEmpty() && SYSTEM_SEGMENTS.contains(path.getLast())) {
            addForms(readings, path.subList(0, path.size() - 1));
        }
    }

    /**
     * Adds the path with {@code me} and the path with {@code users/id}. Both mean the same in Graph, but the published
     * permission table contains only one of them for some calls.
     */
    private static void addPersonForms(SequencedSet<List<String>> readings, List<String> path) {
        readings.add(path);
        if (!path.isEmpty() && path.getFirst().equals("me")) {
            readings.add(join(List.of("users", UrlPathTrie.ANY), path.subList(1, path.size())));
        } else if (path.size() > 2 && path.getFirst().equals("users")) {
            readings.add(join(List.of("me"), path.subList(2, path.size())));
        }
    }

    /**
     * Normalizes OData keys and functions: {@code users('a')} becomes {@code users, a}; {@code f(y=2,x=1)} becomes
     * {@code f(x,y)}; {@code f()} becomes {@code f}.
     */
    static List<String> keysAndFunctions(List<String> segments) {
        List<String> plain = new ArrayList<>(segments.size() + 2);
        for (String segment : segments) {
            int open = segment.indexOf('(');
            if (open <= 0 || !segment.endsWith(")")) {
                plain.add(segment);
                continue;
            }
            String name = segment.substring(0, open);
            String arguments = segment.substring(open + 1, segment.length() - 1).strip();
            if (arguments.isEmpty()) {
                plain.add(name);
            } else if (isNamed(arguments)) {
                plain.add(name + "(" + argumentNames(arguments) + ")");
            } else {
                plain.add(name);
                plain.add(key(arguments));
            }
        }
        return plain;
    }

    private static boolean isNamed(String arguments) {
        int equals = arguments.indexOf('=');
        return equals > 0 && arguments.substring(0, equals).chars().allMatch(Character::isLetterOrDigit);
    }

    private static String argumentNames(String arguments) {
        Matcher matcher = ARGUMENT.matcher(arguments);
        return matcher.results().map(r -> r.group(1)).sorted().collect(Collectors.joining(","));
    }

    private static String key(String arguments) {
        String key = arguments.replace("'", "").replace("\"", "");
        return key.isEmpty() ? UrlPathTrie.ANY : key;
    }

    /**
     * Returns the forms of a URL path in which a file or a site is addressed by its own path. For
     * {@code root:/a/b.txt:/content}, the published permission table contains either {@code root:, {}:, content} or, by
     * id, {@code items, {}, content}. A site's path may be followed by a file's path.
     */
    private static List<List<String>> pathAddressing(List<String> path, int from) {
        for (int i = from; i < path.size() - 1; i++) {
            String segment = path.get(i);
            if (segment.length() < 2 || !segment.endsWith(":")) {
                continue;
            }
            int end = i + 1;
            while (end < path.size() && !path.get(end).endsWith(":")) {
                end++;
            }
            List<String> rest = path.subList(Math.min(end + 1, path.size()), path.size());
            String address = end < path.size() ? "{}:" : UrlPathTrie.ANY;
            List<String> before = path.subList(0, i);
            List<String> byPath = join(join(before, List.of(segment, address)), rest);
            boolean isFile = segment.equals("root:") && !before.equals(List.of("sites"));
            boolean inSpecialFolder = i > from && path.get(i - 1).equals("special");
            List<String> byId = isFile || inSpecialFolder
                    ? join(join(path.subList(0, isFile ? i : i - 1), List.of("items", UrlPathTrie.ANY)), rest)
                    : join(join(before, List.of(segment.substring(0, segment.length() - 1))), rest);
            // Some published paths lack the closing colon, so the unchanged path is also a possible form.
            List<List<String>> readings = new ArrayList<>(List.of(path, byPath));
            readings.addAll(pathAddressing(byId, i + 1));
            return readings;
        }
        return List.of(path);
    }

    private static String withoutNamespace(String segment) {
        return segment.startsWith(NAMESPACE) ? segment.substring(segment.lastIndexOf('.') + 1) : segment;
    }

    /**
     * Replaces well-known names with ids: a drive's root is one of the drive's items, and a person's default calendar
     * is one of the person's calendars.
     */
    private static List<String> wellKnownAsIds(List<String> path) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            String before = i == 0 ? "" : path.get(i - 1);
            boolean inDrive =
                    before.equals("drive") || (i > 1 && path.get(i - 2).equals("drives"));
            switch (path.get(i)) {
                case "root" -> plain.addAll(inDrive ? List.of("items", UrlPathTrie.ANY) : List.of("root"));
                case "calendar" -> plain.addAll(List.of("calendars", UrlPathTrie.ANY));
                default -> plain.add(path.get(i));
            }
        }
        return plain;
    }

    /**
     * Removes the arguments of a function, because the published permission table contains some functions without them.
     */
    private static String withoutArguments(String segment) {
        int open = segment.indexOf('(');
        return open > 0 && segment.endsWith(")") ? segment.substring(0, open) : segment;
    }

    private static List<String> withoutCasts(List<String> path) {
        return path.stream()
                .filter(s -> !s.startsWith(NAMESPACE) || s.endsWith(")"))
                .toList();
    }

    private static List<String> alternateKeysAsIds(List<String> path) {
        List<String> plain = new ArrayList<>();
        for (String segment : path) {
            if (segment.endsWith(")") && segment.indexOf('(') > 0) {
                plain.add(segment.substring(0, segment.indexOf('(')));
                plain.add(UrlPathTrie.ANY);
            } else {
                plain.add(segment);
            }
        }
        return plain;
    }

    private static List<String> map(List<String> path, UnaryOperator<String> change) {
        return path.stream().map(change).toList();
    }

    private static List<String> join(List<String> start, List<String> rest) {
        List<String> joined = new ArrayList<>(start);
        joined.addAll(rest);
        return joined;
    }
}
