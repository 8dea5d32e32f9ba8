package io.grantkeeper.identity.text;

/** Quotes the arguments of commands that a message suggests, so that a copied command works as shown. */
public final class ShellQuoting {
    private static final String SAFE = "_@%+=:,./-";

    private ShellQuoting() {}

    /** Returns a text as one argument of a POSIX shell command, in quotes only if it needs them. */
    public static String argument(String text) {
        boolean safe = !text.isEmpty() && text.chars().allMatch(ShellQuoting::isSafe);
        return safe ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isSafe(int c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || SAFE.indexOf(c) >= 0;
    }
}
