package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Generates the permission table for Google: the URL of each API method, and the scopes that the method accepts, any
 * one of which is sufficient. The scopes come from the examples in the type declarations of Google's own client
 * packages, and the URLs from the code next to those declarations.
 */
final class GoogleSource {
    private static final char KIND = PermissionFormReader.ONLY;
    private static final Pattern CLASS = Pattern.compile("class (Resource\\$[\\w$]+) \\{");
    private static final Pattern EXAMPLE =
            Pattern.compile("scopes: \\[(.*?)]|const res = await ([\\w.]+)\\(", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile(
            "\\n {8}(\\w+)\\(paramsOrCallback.*?url: \\(rootUrl \\+\\s*'([^']+)'\\).*?method: '(\\w+)'(.*?)context:",
            Pattern.DOTALL);
    private static final Pattern MEDIA = Pattern.compile("mediaUrl: \\(rootUrl \\+\\s*'([^']+)'\\)");

    private GoogleSource() {}

    static String table(Path packages) throws IOException {
        PermissionTableWriter table = new PermissionTableWriter(
                "Google: the scopes that each API method accepts; any one is sufficient. Levels are Grantkeeper's own, see docs/right-sizing.md.",
                "Facts from Google's @googleapis packages, Apache-2.0; generated, do not edit.");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.find(
                packages,
                4,
                (p, a) -> p.toString().matches(".*/build/\\w*v\\d\\w*\\.d\\.ts"),
                FileVisitOption.FOLLOW_LINKS)) {
            found.filter(p -> !p.toString().contains("beta")).sorted().forEach(files::add);
        }
        // The newest version of an API comes first, so that method names refer to that version.
        for (Path file : files.reversed()) {
            read(table, file);
        }
        return table.text();
    }

    private static void read(PermissionTableWriter table, Path declarations) throws IOException {
        String code = Files.readString(Path.of(declarations.toString().replace(".d.ts", ".js")));
        Map<String, List<String>> urls = new HashMap<>();
        for (Map.Entry<String, String> resource : classes(code).entrySet()) {
            Matcher method = METHOD.matcher(resource.getValue());
            while (method.find()) {
                Matcher media = MEDIA.matcher(method.group(4));
                urls.put(
                        resource.getKey() + "." + method.group(1),
                        List.of(method.group(3), method.group(2), media.find() ? media.group(1) : ""));
            }
        }
        String file = declarations.getFileName().toString();
        String api = file.contains("_") ? file.substring(0, file.indexOf('_')) : "";
        for (Map.Entry<String, String> resource :
                classes(Files.readString(declarations)).entrySet()) {
            List<String> scopes = List.of();
            Matcher example = EXAMPLE.matcher(resource.getValue());
            while (example.find()) {
                if (example.group(1) != null) {
                    scopes = Arrays.stream(example.group(1).split("'", -1))
                            .filter(word -> word.contains("/") || word.equals("openid"))
                            .filter(word -> !word.strip().startsWith("//"))
                            .toList();
                    continue;
                }
                String id = example.group(2);
                List<String> url = urls.get(resource.getKey() + "." + id.substring(id.lastIndexOf('.') + 1));
                if (url != null && !scopes.isEmpty()) {
                    add(table, id, api, url, scopes);
                }
                scopes = List.of();
            }
        }
    }

    private static Map<String, String> classes(String text) {
        Map<String, String> classes = new HashMap<>();
        Matcher start = CLASS.matcher(text);
        String name = "";
        int from = 0;
        while (start.find()) {
            classes.put(name, text.substring(from, start.start()));
            name = start.group(1);
            from = start.end();
        }
        classes.put(name, text.substring(from));
        return classes;
    }

    private static void add(PermissionTableWriter table, String id, String api, List<String> url, List<String> scopes) {
        String path = template(url.get(1), id);
        String method = url.get(0);
        for (String scope : scopes) {
            table.level(scope, KIND, GoogleLevels.of(scope));
            table.allow(path, method, KIND, List.of(scope), false);
            if (!url.get(2).isEmpty()) {
                table.allow(template(url.get(2), id), method, KIND, List.of(scope), false);
            }
        }
        table.name(id, method, path);
        if (!api.isEmpty()) {
            // In the packages, the three Admin APIs are named directory, reports and datatransfer.
            table.name(id.replaceFirst("^admin\\.", api + "."), method, path);
            table.name(id.replaceFirst("^admin\\.", "admin." + api + "."), method, path);
        }
    }

    /**
     * Expands the placeholder {@code {+name}}, which stands for several segments, into the resources that the method's
     * name contains, each followed by an id. The last resource is omitted if the URL contains it as a separate segment.
     *
     * @param id the name of the method
     */
    private static String template(String url, String id) {
        int open = url.indexOf("{+");
        if (open < 0) {
            return url;
        }
        String after = url.substring(url.indexOf('}', open) + 1);
        List<String> resources = new ArrayList<>(List.of(id.split("\\.", -1)));
        resources.removeFirst();
        resources.removeLast();
        String follows = after.startsWith("/") ? after.substring(1).split("[:/]", -1)[0] : "";
        if (!resources.isEmpty() && follows.equals(resources.getLast())) {
            resources.removeLast();
        }
        String before = url.substring(0, open);
        List<String> parts = new ArrayList<>();
        for (String resource : resources) {
            if (!before.endsWith("/" + resource + "/")) {
                parts.add(resource);
            }
            parts.add("{id}");
        }
        String spelled = parts.isEmpty() ? "{id}" : String.join("/", parts);
        return before + spelled + after;
    }
}
