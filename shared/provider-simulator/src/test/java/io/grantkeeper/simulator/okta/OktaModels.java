package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Okta's management API as its own Node SDK knows it (Apache-2.0, generated from Okta's OpenAPI): which members an object
 * has, and of which types.
 */
final class OktaModels {
    private static final String PACKAGE = "@okta/okta-sdk-nodejs@8.1.0";
    private static final Pattern MEMBER = Pattern.compile("'baseName': '([^']+)',\\s*'type': '([^']+)'");
    private static final Pattern PARENT = Pattern.compile("extends (\\w+?)_1\\.");
    private static final Pattern ARRAY = Pattern.compile("Array<(.+)>");

    private final Path folder;

    private OktaModels(Path folder) {
        this.folder = folder;
    }

    /** Fetches the package once into the build folder; skips the calling test where npm cannot. */
    static OktaModels fetch() {
        return new OktaModels(NpmPackage.part("Okta's own models", PACKAGE, "src/generated/models"));
    }

    /** What is wrong with this value; empty where it fits. Null counts as absent. */
    List<String> problems(String model, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(model, value, model, problems);
        return problems;
    }

    private void check(String type, JsonNode value, String at, List<String> problems) {
        Matcher array = ARRAY.matcher(type);
        if (value.isNull() || type.equals("any") || type.startsWith("{")) {
            return;
        }
        if (array.matches()) {
            require(value.isArray(), at, "an array", problems);
            value.forEach(element -> check(array.group(1), element, at + "[]", problems));
            return;
        }
        switch (type) {
            case "string", "Date", "URI" -> require(value.isString(), at, "a string", problems);
            case "boolean" -> require(value.isBoolean(), at, "a boolean", problems);
            case "number" -> require(value.isNumber(), at, "a number", problems);
            default -> object(type, value, at, problems);
        }
    }

    /** Types without members are enumerations, which the SDK knows by name only. */
    private void object(String type, JsonNode value, String at, List<String> problems) {
        Map<String, String> members = members(type);
        if (members.isEmpty() || !value.isObject()) {
            require(members.isEmpty() && value.isString(), at, members.isEmpty() ? "a string" : "an object", problems);
            return;
        }
        value.properties().forEach(member -> {
            String path = at + "." + member.getKey();
            String expected = members.get(member.getKey());
            if (member.getKey().equals("_links")) {
                return; // Okta's own examples have links where its models have none
            }
            if (expected == null) {
                problems.add(path + " is not known to Okta");
            } else {
                check(expected, member.getValue(), path, problems);
            }
        });
    }

    private static void require(boolean holds, String at, String what, List<String> problems) {
        if (!holds) {
            problems.add(at + " is not " + what);
        }
    }

    private Map<String, String> members(String model) {
        Path file = folder.resolve(model + ".js");
        Map<String, String> members = new TreeMap<>();
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            Matcher parent = PARENT.matcher(text);
            if (parent.find()) {
                members.putAll(members(parent.group(1)));
            }
            for (MatchResult found : MEMBER.matcher(text).results().toList()) {
                members.put(found.group(1), found.group(2));
            }
            return members;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
