package io.grantkeeper.rightsizing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trie of operations by path template, with one level per segment. More specific templates are tried first. Segments
 * are lowercase. {@link #ANY} represents an id, {@code {}:verb} an id that is followed by a colon and a verb, and
 * {@link #REST} all remaining segments.
 */
final class UrlPathTrie {
    static final String ANY = "{}";
    static final String REST = "{**}";

    private final Map<String, UrlPathTrie> children = new HashMap<>(4);
    private final Map<String, ApiOperation> operations = new HashMap<>(2);

    void add(List<String> template, String method, ApiOperation operation) {
        add(template, 0, method, operation);
    }

    private void add(List<String> template, int at, String method, ApiOperation operation) {
        if (at == template.size()) {
            operations.putIfAbsent(method, operation);
            return;
        }
        String segment = template.get(at);
        child(segment).add(template, at + 1, method, operation);
        if (segment.endsWith(")")) {
            child(anyArguments(segment)).add(template, at + 1, method, operation);
        }
    }

    private UrlPathTrie child(String segment) {
        return children.computeIfAbsent(segment, s -> new UrlPathTrie());
    }

    /**
     * Returns the segment of an OData function call with all arguments replaced by a placeholder, so that calls to the
     * same function match regardless of their argument names.
     */
    private static String anyArguments(String segment) {
        return segment.substring(0, segment.indexOf('(') + 1) + "*)";
    }

    /**
     * Finds the operation whose template matches the path best; empty if none matches. Templates are compared segment
     * by segment, from left to right.
     */
    Optional<ApiOperation> find(List<String> path, String method) {
        return Optional.ofNullable(find(path, 0, method));
    }

    private @Nullable ApiOperation find(List<String> path, int at, String method) {
        if (at == path.size()) {
            return operations.get(method);
        }
        String segment = path.get(at);
        ApiOperation found = step(segment, path, at, method);
        if (found != null) {
            return found;
        }
        if (segment.endsWith(")") && segment.indexOf('(') > 0) {
            return step(anyArguments(segment), path, at, method);
        }
        int colon = segment.lastIndexOf(':');
        if (colon > 0) {
            found = step(ANY + segment.substring(colon), path, at, method);
        }
        if (found == null && mayBeId(segment)) {
            found = step(ANY, path, at, method);
        }
        if (found == null) {
            UrlPathTrie rest = children.get(REST);
            found = rest == null ? null : rest.operations.get(method);
        }
        return found;
    }

    private @Nullable ApiOperation step(String key, List<String> path, int at, String method) {
        UrlPathTrie child = children.get(key);
        return child == null ? null : child.find(path, at + 1, method);
    }

    /**
     * Returns whether a segment can be an id. OData casts and system segments are never ids, even if they are unknown.
     */
    private static boolean mayBeId(String segment) {
        return !segment.startsWith("$") && !segment.startsWith("microsoft.graph.");
    }
}
