package io.grantkeeper.targets.jira;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.text.TextNormalization;
import io.grantkeeper.targets.OutboundAlert;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the Atlassian Document Format. A text node is literal: neither markup nor mentions in it are interpreted.
 * Source: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
final class JiraDocument {
    private static final int MAX_LINE = 1_000;

    private final ArrayNode content = JsonTrees.array();

    /** Adds a paragraph. A text node must not be empty, so nothing is added for an empty string. */
    JiraDocument paragraph(String text) {
        String line = line(text);
        if (!line.isEmpty()) {
            content.add(block(line));
        }
        return this;
    }

    /** Adds a list with one item for each line. */
    JiraDocument list(Iterable<String> lines) {
        ObjectNode list = JsonTrees.object().put("type", "bulletList");
        ArrayNode items = list.putArray("content");
        for (String each : lines) {
            String line = line(each);
            if (!line.isEmpty()) {
                ObjectNode item = JsonTrees.object().put("type", "listItem");
                item.putArray("content").add(block(line));
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            content.add(list);
        }
        return this;
    }

    ObjectNode toJson() {
        ObjectNode document = JsonTrees.object().put("type", "doc").put("version", 1);
        document.set("content", content);
        return document;
    }

    private static String line(String text) {
        return OutboundAlert.truncate(TextNormalization.oneLine(text), MAX_LINE).strip();
    }

    private static ObjectNode block(String line) {
        ObjectNode paragraph = JsonTrees.object().put("type", "paragraph");
        paragraph.putArray("content").add(JsonTrees.object().put("type", "text").put("text", line));
        return paragraph;
    }
}
