namespace GanCmri.Tests.Statistics.Certified;

/// <summary>Small data sets that R ships, as CSV.</summary>
internal static class PublishedData
{
    /// <summary>R's InsectSprays (Beall 1942): insects left after one of six sprays.</summary>
    public static string InsectSprays =>
        Of(
            "spray,count",
            """
            A,10 A,7 A,20 A,14 A,14 A,12 A,10 A,23 A,17 A,20 A,14 A,13 B,11 B,17 B,21 B,11 B,16 B,14 B,17 B,17 B,19 B,21 B,7 B,13
            C,0 C,1 C,7 C,2 C,3 C,1 C,2 C,1 C,3 C,0 C,1 C,4 D,3 D,5 D,12 D,6 D,4 D,3 D,5 D,5 D,5 D,5 D,2 D,4 E,3 E,5 E,3 E,5 E,3 E,6
            E,1 E,1 E,3 E,2 E,6 E,4 F,11 F,9 F,15 F,22 F,15 F,16 F,13 F,10 F,26 F,26 F,24 F,13
            """
        );

    /// <summary>R's UCBAdmissions (Bickel, Hammel and O'Connell 1975).</summary>
    public static string Admissions =>
        Repeated(
            "admit,gender,dept",
            """
            Admitted,Male,A,512 Rejected,Male,A,313 Admitted,Female,A,89 Rejected,Female,A,19 Admitted,Male,B,353
            Rejected,Male,B,207 Admitted,Female,B,17 Rejected,Female,B,8 Admitted,Male,C,120 Rejected,Male,C,205
            Admitted,Female,C,202 Rejected,Female,C,391 Admitted,Male,D,138 Rejected,Male,D,279 Admitted,Female,D,131
            Rejected,Female,D,244 Admitted,Male,E,53 Rejected,Male,E,138 Admitted,Female,E,94 Rejected,Female,E,299
            Admitted,Male,F,22 Rejected,Male,F,351 Admitted,Female,F,24 Rejected,Female,F,317
            """
        );

    /// <summary>MASS's menarche (Milicer and Szczotka 1966).</summary>
    public static string Menarche =>
        Repeated(
            "menarche,age",
            """
            no,9.21,376 no,10.21,200 no,10.58,93 yes,10.83,2 no,10.83,118 yes,11.08,2 no,11.08,88 yes,11.33,5 no,11.33,83
            yes,11.58,10 no,11.58,95 yes,11.83,17 no,11.83,94 yes,12.08,16 no,12.08,84 yes,12.33,29 no,12.33,64 yes,12.58,39
            no,12.58,61 yes,12.83,51 no,12.83,57 yes,13.08,47 no,13.08,52 yes,13.33,67 no,13.33,39 yes,13.58,81 no,13.58,24
            yes,13.83,88 no,13.83,29 yes,14.08,79 no,14.08,19 yes,14.33,90 no,14.33,7 yes,14.58,113 no,14.58,7 yes,14.83,95
            no,14.83,7 yes,15.08,117 no,15.08,5 yes,15.33,107 no,15.33,4 yes,15.58,92 no,15.58,2 yes,15.83,112 no,15.83,2
            yes,17.58,1049
            """
        );

    /// <summary>MASS's gehan (Gehan 1965): weeks of remission of leukaemia, 1 where it ended.</summary>
    public static string Gehan =>
        Of(
            "pair,time,cens,treat",
            """
            1,1,1,control 1,10,1,6-MP 2,22,1,control 2,7,1,6-MP 3,3,1,control 3,32,0,6-MP 4,12,1,control 4,23,1,6-MP 5,8,1,control
            5,22,1,6-MP 6,17,1,control 6,6,1,6-MP 7,2,1,control 7,16,1,6-MP 8,11,1,control 8,34,0,6-MP 9,8,1,control 9,32,0,6-MP
            10,12,1,control 10,25,0,6-MP 11,2,1,control 11,11,0,6-MP 12,5,1,control 12,20,0,6-MP 13,4,1,control 13,19,0,6-MP
            14,15,1,control 14,6,1,6-MP 15,8,1,control 15,17,0,6-MP 16,23,1,control 16,35,0,6-MP 17,5,1,control 17,6,1,6-MP
            18,11,1,control 18,13,1,6-MP 19,4,1,control 19,9,0,6-MP 20,1,1,control 20,6,0,6-MP 21,8,1,control 21,10,0,6-MP
            """
        );

    /// <summary>survival's kidney (McGilchrist and Aisbett 1991): days to infection at a catheter, two a patient.</summary>
    public static string Kidney =>
        Of(
            "id,time,status,age,sex",
            """
            1,8,1,28,1 1,16,1,28,1 2,23,1,48,2 2,13,0,48,2 3,22,1,32,1 3,28,1,32,1 4,447,1,31,2 4,318,1,32,2 5,30,1,10,1 5,12,1,10,1
            6,24,1,16,2 6,245,1,17,2 7,7,1,51,1 7,9,1,51,1 8,511,1,55,2 8,30,1,56,2 9,53,1,69,2 9,196,1,69,2 10,15,1,51,1
            10,154,1,52,1 11,7,1,44,2 11,333,1,44,2 12,141,1,34,2 12,8,0,34,2 13,96,1,35,2 13,38,1,35,2 14,149,0,42,2 14,70,0,42,2
            15,536,1,17,2 15,25,0,17,2 16,17,1,60,1 16,4,0,60,1 17,185,1,60,2 17,177,1,60,2 18,292,1,43,2 18,114,1,44,2 19,22,0,53,2
            19,159,0,53,2 20,15,1,44,2 20,108,0,44,2 21,152,1,46,1 21,562,1,47,1 22,402,1,30,2 22,24,0,30,2 23,13,1,62,2
            23,66,1,63,2 24,39,1,42,2 24,46,0,43,2 25,12,1,43,1 25,40,1,43,1 26,113,0,57,2 26,201,1,58,2 27,132,1,10,2 27,156,1,10,2
            28,34,1,52,2 28,30,1,52,2 29,2,1,53,1 29,25,1,53,1 30,130,1,54,2 30,26,1,54,2 31,27,1,56,2 31,58,1,56,2 32,5,0,50,2
            32,43,1,51,2 33,152,1,57,2 33,30,1,57,2 34,190,1,44,2 34,5,0,45,2 35,119,1,22,2 35,8,1,22,2 36,54,0,42,2 36,16,0,42,2
            37,6,0,52,2 37,78,1,52,2 38,63,1,60,1 38,8,0,60,1
            """
        );

    /// <summary>MASS's housing (Madsen 1976): satisfaction of tenants.</summary>
    public static string Housing =>
        Repeated(
            "sat,infl,type,cont",
            """
            Low,Low,Tower,Low,21 Medium,Low,Tower,Low,21 High,Low,Tower,Low,28 Low,Medium,Tower,Low,34 Medium,Medium,Tower,Low,22
            High,Medium,Tower,Low,36 Low,High,Tower,Low,10 Medium,High,Tower,Low,11 High,High,Tower,Low,36 Low,Low,Apartment,Low,61
            Medium,Low,Apartment,Low,23 High,Low,Apartment,Low,17 Low,Medium,Apartment,Low,43 Medium,Medium,Apartment,Low,35
            High,Medium,Apartment,Low,40 Low,High,Apartment,Low,26 Medium,High,Apartment,Low,18 High,High,Apartment,Low,54
            Low,Low,Atrium,Low,13 Medium,Low,Atrium,Low,9 High,Low,Atrium,Low,10 Low,Medium,Atrium,Low,8 Medium,Medium,Atrium,Low,8
            High,Medium,Atrium,Low,12 Low,High,Atrium,Low,6 Medium,High,Atrium,Low,7 High,High,Atrium,Low,9 Low,Low,Terrace,Low,18
            Medium,Low,Terrace,Low,6 High,Low,Terrace,Low,7 Low,Medium,Terrace,Low,15 Medium,Medium,Terrace,Low,13
            High,Medium,Terrace,Low,13 Low,High,Terrace,Low,7 Medium,High,Terrace,Low,5 High,High,Terrace,Low,11
            Low,Low,Tower,High,14 Medium,Low,Tower,High,19 High,Low,Tower,High,37 Low,Medium,Tower,High,17
            Medium,Medium,Tower,High,23 High,Medium,Tower,High,40 Low,High,Tower,High,3 Medium,High,Tower,High,5
            High,High,Tower,High,23 Low,Low,Apartment,High,78 Medium,Low,Apartment,High,46 High,Low,Apartment,High,43
            Low,Medium,Apartment,High,48 Medium,Medium,Apartment,High,45 High,Medium,Apartment,High,86 Low,High,Apartment,High,15
            Medium,High,Apartment,High,25 High,High,Apartment,High,62 Low,Low,Atrium,High,20 Medium,Low,Atrium,High,23
            High,Low,Atrium,High,20 Low,Medium,Atrium,High,10 Medium,Medium,Atrium,High,22 High,Medium,Atrium,High,24
            Low,High,Atrium,High,7 Medium,High,Atrium,High,10 High,High,Atrium,High,21 Low,Low,Terrace,High,57
            Medium,Low,Terrace,High,23 High,Low,Terrace,High,13 Low,Medium,Terrace,High,31 Medium,Medium,Terrace,High,21
            High,Medium,Terrace,High,13 Low,High,Terrace,High,5 Medium,High,Terrace,High,6 High,High,Terrace,High,13
            """
        );

    /// <summary>nlme's Orthodont (Potthoff and Roy 1964): a distance in mm of 27 children at four ages.</summary>
    public static string Orthodont =>
        Of(
            "subject,sex,age,distance",
            """
            M01,Male,8,26 M01,Male,10,25 M01,Male,12,29 M01,Male,14,31 M02,Male,8,21.5 M02,Male,10,22.5 M02,Male,12,23
            M02,Male,14,26.5 M03,Male,8,23 M03,Male,10,22.5 M03,Male,12,24 M03,Male,14,27.5 M04,Male,8,25.5 M04,Male,10,27.5
            M04,Male,12,26.5 M04,Male,14,27 M05,Male,8,20 M05,Male,10,23.5 M05,Male,12,22.5 M05,Male,14,26 M06,Male,8,24.5
            M06,Male,10,25.5 M06,Male,12,27 M06,Male,14,28.5 M07,Male,8,22 M07,Male,10,22 M07,Male,12,24.5 M07,Male,14,26.5
            M08,Male,8,24 M08,Male,10,21.5 M08,Male,12,24.5 M08,Male,14,25.5 M09,Male,8,23 M09,Male,10,20.5 M09,Male,12,31
            M09,Male,14,26 M10,Male,8,27.5 M10,Male,10,28 M10,Male,12,31 M10,Male,14,31.5 M11,Male,8,23 M11,Male,10,23
            M11,Male,12,23.5 M11,Male,14,25 M12,Male,8,21.5 M12,Male,10,23.5 M12,Male,12,24 M12,Male,14,28 M13,Male,8,17
            M13,Male,10,24.5 M13,Male,12,26 M13,Male,14,29.5 M14,Male,8,22.5 M14,Male,10,25.5 M14,Male,12,25.5 M14,Male,14,26
            M15,Male,8,23 M15,Male,10,24.5 M15,Male,12,26 M15,Male,14,30 M16,Male,8,22 M16,Male,10,21.5 M16,Male,12,23.5
            M16,Male,14,25 F01,Female,8,21 F01,Female,10,20 F01,Female,12,21.5 F01,Female,14,23 F02,Female,8,21 F02,Female,10,21.5
            F02,Female,12,24 F02,Female,14,25.5 F03,Female,8,20.5 F03,Female,10,24 F03,Female,12,24.5 F03,Female,14,26
            F04,Female,8,23.5 F04,Female,10,24.5 F04,Female,12,25 F04,Female,14,26.5 F05,Female,8,21.5 F05,Female,10,23
            F05,Female,12,22.5 F05,Female,14,23.5 F06,Female,8,20 F06,Female,10,21 F06,Female,12,21 F06,Female,14,22.5
            F07,Female,8,21.5 F07,Female,10,22.5 F07,Female,12,23 F07,Female,14,25 F08,Female,8,23 F08,Female,10,23
            F08,Female,12,23.5 F08,Female,14,24 F09,Female,8,20 F09,Female,10,21 F09,Female,12,22 F09,Female,14,21.5
            F10,Female,8,16.5 F10,Female,10,19 F10,Female,12,19 F10,Female,14,19.5 F11,Female,8,24.5 F11,Female,10,25
            F11,Female,12,28 F11,Female,14,28
            """
        );

    /// <summary>lme4's sleepstudy (Belenky and others 2003): reaction times in ms.</summary>
    public static string SleepStudy =>
        Of(
            "subject,days,reaction",
            """
            308,0,249.56 308,1,258.7047 308,2,250.8006 308,3,321.4398 308,4,356.8519 308,5,414.6901 308,6,382.2038 308,7,290.1486
            308,8,430.5853 308,9,466.3535 309,0,222.7339 309,1,205.2658 309,2,202.9778 309,3,204.707 309,4,207.7161 309,5,215.9618
            309,6,213.6303 309,7,217.7272 309,8,224.2957 309,9,237.3142 310,0,199.0539 310,1,194.3322 310,2,234.32 310,3,232.8416
            310,4,229.3074 310,5,220.4579 310,6,235.4208 310,7,255.7511 310,8,261.0125 310,9,247.5153 330,0,321.5426 330,1,300.4002
            330,2,283.8565 330,3,285.133 330,4,285.7973 330,5,297.5855 330,6,280.2396 330,7,318.2613 330,8,305.3495 330,9,354.0487
            331,0,287.6079 331,1,285 331,2,301.8206 331,3,320.1153 331,4,316.2773 331,5,293.3187 331,6,290.075 331,7,334.8177
            331,8,293.7469 331,9,371.5811 332,0,234.8606 332,1,242.8118 332,2,272.9613 332,3,309.7688 332,4,317.4629 332,5,309.9976
            332,6,454.1619 332,7,346.8311 332,8,330.3003 332,9,253.8644 333,0,283.8424 333,1,289.555 333,2,276.7693 333,3,299.8097
            333,4,297.171 333,5,338.1665 333,6,332.0265 333,7,348.8399 333,8,333.36 333,9,362.0428 334,0,265.4731 334,1,276.2012
            334,2,243.3647 334,3,254.6723 334,4,279.0244 334,5,284.1912 334,6,305.5248 334,7,331.5229 334,8,335.7469 334,9,377.299
            335,0,241.6083 335,1,273.9472 335,2,254.4907 335,3,270.8021 335,4,251.4519 335,5,254.6362 335,6,245.4523 335,7,235.311
            335,8,235.7541 335,9,237.2466 337,0,312.3666 337,1,313.8058 337,2,291.6112 337,3,346.1222 337,4,365.7324 337,5,391.8385
            337,6,404.2601 337,7,416.6923 337,8,455.8643 337,9,458.9167 349,0,236.1032 349,1,230.3167 349,2,238.9256 349,3,254.922
            349,4,250.7103 349,5,269.7744 349,6,281.5648 349,7,308.102 349,8,336.2806 349,9,351.6451 350,0,256.2968 350,1,243.4543
            350,2,256.2046 350,3,255.5271 350,4,268.9165 350,5,329.7247 350,6,379.4445 350,7,362.9184 350,8,394.4872 350,9,389.0527
            351,0,250.5265 351,1,300.0576 351,2,269.8939 351,3,280.5891 351,4,271.8274 351,5,304.6336 351,6,287.7466 351,7,266.5955
            351,8,321.5418 351,9,347.5655 352,0,221.6771 352,1,298.1939 352,2,326.8785 352,3,346.8555 352,4,348.7402 352,5,352.8287
            352,6,354.4266 352,7,360.4326 352,8,375.6406 352,9,388.5417 369,0,271.9235 369,1,268.4369 369,2,257.2424 369,3,277.6566
            369,4,314.8222 369,5,317.2135 369,6,298.1353 369,7,348.1229 369,8,340.28 369,9,366.5131 370,0,225.264 370,1,234.5235
            370,2,238.9008 370,3,240.473 370,4,267.5373 370,5,344.1937 370,6,281.1481 370,7,347.5855 370,8,365.163 370,9,372.2288
            371,0,269.8804 371,1,272.4428 371,2,277.8989 371,3,281.7895 371,4,279.1705 371,5,284.512 371,6,259.2658 371,7,304.6306
            371,8,350.7807 371,9,369.4692 372,0,269.4117 372,1,273.474 372,2,297.5968 372,3,310.6316 372,4,287.1726 372,5,329.6076
            372,6,334.4818 372,7,343.2199 372,8,369.1417 372,9,364.1236
            """
        );

    private static string Of(string header, string rows) => header + "\n" + string.Join('\n', Split(rows)) + "\n";

    // Each row ends with how often it occurs.
    private static string Repeated(string header, string rows) =>
        header
        + "\n"
        + string.Concat(
            Split(rows)
                .SelectMany(r =>
                    Enumerable.Repeat(r[..r.LastIndexOf(',')] + "\n", (int)Association.StudyTable.Number(r[(r.LastIndexOf(',') + 1)..]))
                )
        );

    private static string[] Split(string rows) => rows.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
