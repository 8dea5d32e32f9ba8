package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * An API call as recorded in a log.
 *
 * @param method the HTTP method, in uppercase or lowercase; empty if {@code path} is the name of an API method
 * @param path a full URL, a path with real ids, or the name of an API method such as {@code gmail.users.messages.list}
 * @param inner the calls in a batch call; empty if this is not a batch call or its inner calls were not logged
 */
public record ObservedCall(String method, String path, List<ObservedCall> inner) {
    public ObservedCall {
        inner = List.copyOf(inner);
    }

    public ObservedCall(String method, String path) {
        this(method, path, List.of());
    }

    /**
     * Returns the path without its query. A query may contain personal data and tokens, so it must not appear in
     * output.
     */
    String pathWithoutQuery() {
        int end = path.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = path.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        return path.substring(0, end);
    }
}
