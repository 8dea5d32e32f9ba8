package io.grantkeeper.functions.console;

import java.util.Optional;
import java.util.regex.Pattern;

/** The paths that the console serves in addition to the API. */
final class ConsoleUrlPaths {
    static final String ROOT = "/console";
    static final String HOME = "/console/";
    static final String ASSETS = "/console/assets/";
    static final String SIGN_IN = "/console/sign-in";
    static final String CALLBACK = "/console/callback";
    static final String OPEN = "/console/open";

    /**
     * A path that a sign-in may return to. It must be in the console, and must not contain anything that a browser
     * could interpret as another origin, such as a backslash, a second slash, a control character or a dot segment.
     */
    private static final Pattern RETURN = Pattern.compile("/console/[A-Za-z0-9_~.@:/?&=%,+-]{0,1500}");

    private ConsoleUrlPaths() {}

    /**
     * Returns the path to return to after a sign-in; the start page if the requested path is not a path of the console.
     */
    static String returnPath(Optional<String> wish) {
        return wish.filter(path -> RETURN.matcher(path).matches())
                .filter(path -> !path.contains("//") && !path.contains("/..") && !path.contains("/./"))
                .filter(path -> !path.startsWith(SIGN_IN) && !path.startsWith(CALLBACK) && !path.startsWith(OPEN))
                .orElse(HOME);
    }
}
