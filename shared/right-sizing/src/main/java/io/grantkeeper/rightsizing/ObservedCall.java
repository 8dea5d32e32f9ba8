package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * One API call as a log shows it.
 *
 * @param method the HTTP method in any case; empty where {@code path} is an API method's name
 * @param path a full URL, a path with real ids, or an API method's name such as {@code gmail.users.messages.list}
 * @param inner the calls that a batch call carried; empty where it was no batch, or where they were not logged
 */
public record ObservedCall(String method, String path, List<ObservedCall> inner) {
    public ObservedCall {
        inner = List.copyOf(inner);
    }

    public ObservedCall(String method, String path) {
        this(method, path, List.of());
    }

    /** The path without its query: queries can carry people's data and tokens, so no answer repeats them. */
    String shownPath() {
        int end = path.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = path.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        return path.substring(0, end);
    }
}
