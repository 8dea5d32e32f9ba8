package io.grantkeeper.identity;

/** The kinds of rows that observations become. */
public enum RowType {
    IDENTITY,
    GRANT,
    CREDENTIAL,
    PERSON,
    EVENT,
    USAGE;

    /** One letter, as used in keys; the letters are distinct. */
    public char letter() {
        return name().charAt(0);
    }
}
