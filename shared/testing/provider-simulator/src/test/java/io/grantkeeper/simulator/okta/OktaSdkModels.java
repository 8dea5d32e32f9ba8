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
 * The members and types of the objects in Okta's Management API, as Okta's own Node SDK declares them. The SDK
 * (Apache-2.0) is generated from Okta's OpenAPI description.
 */
final class OktaSdkModels {
    private static final String PACKAGE = "@okta/okta-sdk-nodejs@8.1.0";
    private static final Pattern MEMBER = Pattern.compile("'baseName': '([^']+)',\\s*'type': '([^']+)'");
    private static final Pattern PARENT = Pattern.compile("extends (\\w+?)_1\\.");
    private static final Pattern ARRAY = Pattern.compile("Array<(.+)>");

    private final Path folder;

    private OktaSdkModels(Path folder) {
        this.folder = folder;
    }

    /** Downloads the package once into the build folder. Skips the calling test if npm cannot download it. */
    static OktaSdkModels fetch() {
        return new OktaSdkModels(NpmPackage.part("Okta's own models", PACKAGE, "src/generated/models"));
    }

    /**
     * Returns the differences between a value and a model of the SDK, or an empty list if the value matches. A null
     * value counts as absent.
     */
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

    /**
     * Checks an object against a type of the SDK and adds the differences to {@code problems}. A type without members
     * is an enumeration, of which the SDK declares only the name.
     */
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
                return; // Okta's own examples have links that its models do not declare
            }
            if (expected == null) {
                problems.add(path + " is unknown to Okta");
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
