package dev.torrentcrates.crate;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version, as crates.io accepts it: at most 150 characters, safe in a path and a URL.
 *
 * <p>Ordered by <a href="https://semver.org/#spec-item-11">semver precedence</a>; versions that
 * differ in build metadata alone, which semver does not order, are ordered by their text.
 *
 * @param value such as {@code 1.0.0-rc.1+build.5}
 */
public record CrateVersion(String value) implements Comparable<CrateVersion> {
    private static final int MAX_LENGTH = 150;
    private static final Pattern SEMVER =
            Pattern.compile(
                    "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
                            + "(?:-([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?"
                            + "(?:\\+([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?");

    /** Refuses, with an {@link IllegalArgumentException}, what is not a semantic version. */
    public CrateVersion {
        if (value.length() > MAX_LENGTH || !SEMVER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a version is a semantic version of at most 150 characters; not "
                            + Shown.briefly(value));
        }
    }

    /** Reads a version. */
    public static CrateVersion of(String value) {
        return new CrateVersion(value);
    }

    @Override
    public int compareTo(CrateVersion other) {
        Matcher mine = parts();
        Matcher theirs = other.parts();
        for (int group = 1; group <= 3; group++) {
            int order = new BigInteger(mine.group(group)).compareTo(number(theirs, group));
            if (order != 0) {
                return order;
            }
        }
        int order = comparePreRelease(mine.group(4), theirs.group(4));
        return order != 0 ? order : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private Matcher parts() {
        Matcher matcher = SEMVER.matcher(value);
        if (!matcher.matches()) {
            throw new AssertionError("the constructor matched " + value);
        }
        return matcher;
    }

    private static BigInteger number(Matcher matcher, int group) {
        return new BigInteger(matcher.group(group));
    }

    /** A version without a pre-release is the later one. */
    private static int comparePreRelease(@Nullable String mine, @Nullable String theirs) {
        if (mine == null || theirs == null) {
            return Boolean.compare(mine == null, theirs == null);
        }
        String[] left = mine.split("\\.", -1);
        String[] right = theirs.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareIdentifier(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Numbers by value, and before anything that is not a number. */
    private static int compareIdentifier(String mine, String theirs) {
        boolean mineIsNumber = mine.chars().allMatch(Character::isDigit);
        boolean theirsIsNumber = theirs.chars().allMatch(Character::isDigit);
        if (mineIsNumber && theirsIsNumber) {
            return new BigInteger(mine).compareTo(new BigInteger(theirs));
        }
        return mineIsNumber == theirsIsNumber
                ? mine.compareTo(theirs)
                : Boolean.compare(theirsIsNumber, mineIsNumber);
    }
}
